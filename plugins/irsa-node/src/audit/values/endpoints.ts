/** Hosts of AWS in all partitions, with VPC endpoints and dual stack. */
const AWS_HOST =
  /(^|[./@])(amazonaws\.com(\.cn)?|api\.aws|aws\.dev|amazonaws\.(eu|com\.eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)(?=[:/?#\s]|$)/i;
const ENDPOINT_NAME =
  /endpoint|bucket_?host|s3_?url|s3_?host|host_?base|hostBucket|service_?url|minio_?(host|url)|s3ForcePathStyle/i;
const HOST = /^(https?:\/\/|s3:\/\/)?[\w.-]+(:\d+)?([/?].*)?$/i;

/** Where S3 calls go, as far as a name and its value tell. */
export function endpointOf(
  name: string,
  value: string,
): 'aws' | 'other' | undefined {
  return isEndpointName(name) ? hostKind(value) : undefined;
}

/** Whether what has this name may be an endpoint. */
export function isEndpointName(name: string): boolean {
  return ENDPOINT_NAME.test(name);
}

/** Whose store a value is the address of, if it is an address. */
export function hostKind(value: string): 'aws' | 'other' | undefined {
  const text = value.trim().replace(/^["']|["']$/g, '');
  if (text === '' || /^(true|false)$/i.test(text)) return undefined;
  if (AWS_HOST.test(text)) return 'aws';
  if (/[{}$<>]/.test(text) || !HOST.test(text)) return undefined;
  // `s3.eu-west-1.amazonaws.com` has a dot; a bare word may be a name of anything but a service of the cluster.
  return /[.:/]/.test(text) || /minio|ceph|rook|rgw|localstack/i.test(text)
    ? 'other'
    : undefined;
}

/** Only for names that say which service they are for: a variable that ends in ENDPOINT may be about anything. */
export function isStoreEndpointName(name: string): boolean {
  return (
    isEndpointName(name) &&
    /aws|s3|minio|storage|bucket|object|blob|backup|^endpoint$|endpoint_?url/i.test(
      name,
    )
  );
}
