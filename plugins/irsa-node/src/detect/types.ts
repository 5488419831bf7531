import { KeyIdentity as SharedKeyIdentity } from 'backstage-plugin-irsa-common';

/** The one of the REST API. A type of its own here: a re-export would look like a value to tools for ES modules. */
export type KeyIdentity = SharedKeyIdentity;

/** The parts of a PodSpec through which credentials come in. */
export interface PodSpec {
  serviceAccountName?: string;
  containers?: PodContainer[];
  initContainers?: PodContainer[];
  ephemeralContainers?: PodContainer[];
  volumes?: PodVolume[];
}

export interface PodContainer {
  name: string;
  image?: string;
  command?: string[];
  args?: string[];
  env?: PodVariable[];
  envFrom?: {
    prefix?: string;
    secretRef?: ObjectRef;
    configMapRef?: ObjectRef;
  }[];
  volumeMounts?: {
    name: string;
    mountPath: string;
    subPath?: string;
  }[];
}

export interface PodVariable {
  name: string;
  value?: string;
  valueFrom?: {
    secretKeyRef?: ObjectRef & { key: string };
    configMapKeyRef?: ObjectRef & { key: string };
  };
}

export interface ObjectRef {
  name: string;
  optional?: boolean;
}

export interface KeyToPath {
  key: string;
  path: string;
}

export interface PodVolume {
  name: string;
  secret?: { secretName: string; optional?: boolean; items?: KeyToPath[] };
  configMap?: ObjectRef & { items?: KeyToPath[] };
  projected?: {
    sources?: {
      secret?: ObjectRef & { items?: KeyToPath[] };
      configMap?: ObjectRef & { items?: KeyToPath[] };
    }[];
  };
  /** A class of Stackable's secret operator, whose driver looks for a Secret with it as a label. */
  secretClass?: string;
}

export type ObjectKind = 'Secret' | 'ConfigMap';
