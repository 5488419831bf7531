import { KubernetesObject, ReadLevel } from 'backstage-plugin-irsa-node';

/** A set of manifests that all doors are asked about. */
export interface Case {
  /** Its folder in test/corpus, or what generated it. */
  name: string;
  objects: KubernetesObject[];
}

/** A finding, as far as the doors have to agree: what every row has, and how sure it is. */
export interface Row {
  namespace: string;
  kind: string;
  name: string;
  container: string;
  location: string;
  objectName: string;
  keyNames: string[];
  verdict: string;
  confidence: string;
}

/** What one door says of the whole world. */
export interface Answer {
  rows: Row[];
  /** Whether the door says that values were not read, of this object (`namespace/kind/name`). */
  saysUnread: (object: string) => boolean;
  /** How many Secrets, which nothing refers to, it says that it did not read. */
  unreadSecrets: number;
}

/** The command for clusters and the portal, at one read level; and the command for files, which reads everything. */
export type Door = 'files' | `${'cluster' | 'portal'} ${ReadLevel}`;
