import { KeyIdentity, ObjectKind } from '../detect/types';
import type { ContainerType } from './objects/PodTemplate';
import type { ValueFacts } from './values/valueFacts';

/** Where a credential comes in. The words of `irsa-audit`'s output and of the exports. */
export type AuditLocation =
  | 'env-literal'
  | 'env-secretKeyRef'
  | 'env-configMapKeyRef'
  | 'envFrom-secret'
  | 'envFrom-configMap'
  | 'volume-secret'
  | 'volume-configMap'
  | 'volume-projected'
  /** Command, arguments, lifecycle hooks and probes. */
  | 'args'
  /** CSI volumes, annotations, custom resources, and Secrets and ConfigMaps that nothing seems to use. */
  | 'other';

/**
 * What a finding was found to be. `static-aws`: a key of an AWS account, either seen or under a name that only AWS uses
 * with no sign of another store. `s3-compatible`: the key of another store, by its endpoint, its name or the form of its
 * id. `irsa-shadowed`: as `static-aws`, in a workload that has a role through IRSA or Pod Identity as well, which most
 * SDKs then do not use. `uncertain`: the names are used for AWS and for other things, and nothing else tells.
 * An endpoint that is not AWS decides before the form of the id does.
 */
export type AuditVerdict =
  | 'static-aws'
  | 's3-compatible'
  | 'irsa-shadowed'
  | 'uncertain';

/**
 * What had to be read for a finding: 0 the workload or resource itself, 1 names of data keys as well, 2 the form of the
 * values. A key written into the workload itself is level 0.
 */
export type ReadLevel = 0 | 1 | 2;

/** An EKS Pod Identity association. */
export interface PodIdentityAssociation {
  namespace: string;
  serviceAccount: string;
}

/** Data keys of a Secret or ConfigMap, with what may be known of their values. */
export type ObjectData = ReadonlyMap<string, ValueFacts | undefined>;

/** What an audit asks of the cluster, or of the manifests, around the object it looks at. */
export interface AuditWorld {
  /** `undefined` when the object, or the names of its keys, are not known. */
  dataOf(
    kind: ObjectKind,
    /** `undefined` where the object that names it does not say. */
    namespace: string | undefined,
    name: string,
  ): ObjectData | undefined;
  /** Whether it is known that there is no such object, and not only that it may not be read. */
  isAbsent?(
    kind: ObjectKind,
    namespace: string | undefined,
    name: string,
  ): boolean;
  /** Where the object is, when the namespace was not said. */
  namespaceOf(kind: ObjectKind, name: string): string | undefined;
  /** Role in the annotation of a ServiceAccount. */
  roleArnOf(namespace: string | undefined, name: string): string | undefined;
  /** Whether a ServiceAccount has an EKS Pod Identity association. */
  isAssociated(namespace: string | undefined, name: string): boolean;
  /** Whether an `envFrom` of a Secret whose names are not known is worth a doubt by itself. */
  readonly doubtsUnknownNames?: boolean;
  /** What a SecretProviderClass of the Secrets Store CSI driver says. */
  secretProviderOf(
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
}

/** One place where one object gets a static credential. Holds no value, and of an access key id the last four only. */
export interface AuditFinding {
  /** Empty for objects of the cluster's scope. */
  namespace: string;
  kind: string;
  name: string;
  /** Empty where the object has no containers. */
  container: string;
  containerType?: ContainerType;
  location: AuditLocation;
  /** Secret, ConfigMap, … that holds the credential; empty for literals. */
  objectName: string;
  /** Absent for literals, and for a SecretProviderClass. */
  objectKind?: ObjectKind;
  /** Where it is in another namespace than the object, or the object is in none. */
  objectNamespace?: string;
  /** Names of variables or data keys, sorted. */
  keyNames: string[];
  /** Variables of the container that hold the credential, with their prefix. */
  envNames: string[];
  /** Where the object is mounted. */
  mountPath?: string;
  /** Whether Pods start without the object. */
  isOptional?: boolean;
  verdict: AuditVerdict;
  /** Path inside the object, for example `spec.template.spec.containers[0].env[2]`. */
  path: string;
  /** Whether both halves are there, the id only, or a name that suggests one. */
  confidence: 'pair' | 'id' | 'name';
  readLevel: ReadLevel;
  /** One sentence without names of persons or values. */
  why: string;
  /** Where ids were seen: fingerprint (`accessKeyFingerprint`), end, and the account where the id tells it. */
  accessKeys: KeyIdentity[];
  /** The identity without a key that the workload has as well. */
  identity?: 'irsa' | 'pod-identity';
  /** Of a custom resource: whose it is, and how that software does without a key. */
  remedy?: Remedy;
  /** File and line, when the object was read from one. */
  source?: { file: string; line: number };
}

/** How a piece of software does without a static key. */
export interface Remedy {
  software: string;
  /** What to set instead, in one sentence; absent when it needs a key. */
  text?: string;
  /** Its documentation. */
  source?: string;
}

/** A Kubernetes object as the API or a manifest has it. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: { kind?: string; name?: string; controller?: boolean }[];
    managedFields?: unknown[];
  };
  [field: string]: unknown;
}
