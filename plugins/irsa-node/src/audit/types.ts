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
  | 'args'
  | 'other';

/**
 * What was found to be: an AWS key, the key of another S3 store, an AWS key that overrides the role of the
 * ServiceAccount, or something whose name alone does not tell.
 */
export type AuditVerdict =
  | 'static-aws'
  | 's3-compatible'
  | 'irsa-shadowed'
  | 'uncertain';

/**
 * What a finding rests on: 0 names in workloads only, 1 names of data keys as well, 2 the form of the access key id.
 */
export type ReadLevel = 0 | 1 | 2;

/** One place where one object gets a static credential. Holds no value, and of an access key id the last four only. */
export interface AuditFinding {
  /** Empty for objects of the cluster's scope. */
  namespace: string;
  kind: string;
  name: string;
  /** Empty where the object has no containers. */
  container: string;
  location: AuditLocation;
  /** Secret, ConfigMap, … that holds the credential; empty for literals. */
  objectName: string;
  /** Names of variables or data keys, sorted. */
  keyNames: string[];
  verdict: AuditVerdict;
  /** Path inside the object, for example `spec.template.spec.containers[0].env[2]`. */
  path: string;
  /** Whether both halves are there, the id only, or a name that suggests one. */
  confidence: 'pair' | 'id' | 'name';
  readLevel: ReadLevel;
  /** One sentence without names of persons or values. */
  why: string;
  /** Fingerprint (`accessKeyFingerprint`) and end of the access key id, at level 2. */
  accessKey?: { fingerprint: string; last4: string; accountId?: string };
  /** File and line, when the object was read from one. */
  source?: { file: string; line: number };
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
