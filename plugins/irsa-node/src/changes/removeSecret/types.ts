/** A Secret that has to go from where it is made. Names only, no value. */
export interface SecretRemoval {
  namespace: string;
  /** In the cluster. */
  name: string;
  /** Data keys, as read from the cluster, that hold parts of AWS credentials. */
  awsKeys: readonly string[];
  /** All its other data keys: they stay, and the Secret with them. */
  otherKeys: readonly string[];
}
