import { PodContainer, PodSpec } from '../../detect/types';

/** Pods that an object makes: their spec, its path in the object, annotations and labels of the template. */
export interface PodTemplate {
  spec: AuditedPodSpec;
  path: string;
  annotations: Record<string, string>;
  labels: Record<string, string>;
}

export type AuditedContainer = PodContainer & {
  type: ContainerType;
  /** Path from the template; empty when the template is a single container. */
  path: string;
  /** Path of its variables from the container. */
  envField: string;
  /** Command, arguments, and what hooks and probes run or send. */
  words: string[];
};

export interface AuditedPodSpec extends PodSpec {
  containers: AuditedContainer[];
  csiVolumes: { name: string; secretProviderClass: string }[];
  /** Folders and files of the node. */
  nodeFolders: { name: string; folder: string }[];
  /** Secrets that a driver mounts a volume with. */
  driverSecrets: { name: string; secretName: string }[];
  /** What volumes say to their drivers in clear; paths go from the template. */
  driverSettings: { settings: Record<string, unknown>; path: string }[];
}

/** The list of a PodSpec that a container stands in. */
export type ContainerType = 'container' | 'init' | 'ephemeral';
