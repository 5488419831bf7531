/** A team before the migration: a Deployment that gets the key of an IAM user from a Secret. */
export interface Team {
  namespace: string;
  bucket: string;
  userName: string;
  accessKeyId: string;
  /** Values that must not occur in anything that the portal writes. */
  secretAccessKey: string;
}
