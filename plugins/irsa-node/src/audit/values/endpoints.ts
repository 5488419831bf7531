/** Hosts of AWS in all partitions, with VPC endpoints and dual stack. */
const AWS_HOST =
  /(^|[./@:])(amazonaws\.com(\.cn)?|api\.aws|aws\.dev|amazonaws\.(eu|com\.eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)(?=[:/?#\s]|$)/i;
const ENDPOINT_NAME =
  /endpoint|bucket[_-]?host|bucket[_-]?url|s3[_-]?url|s3[_-]?host|host[_-]?base|hostBucket|service[_-]?url|minio[_-]?(host|url)|^store[_.-]?url$|objectstore\w*[_-]?host|s3ForcePathStyle|^restic[_-]?repository$|(^|[_.-])(aws|s3|(object[_-]?)?storage)[_-]?(host|hostname|server|server[_-]?address)$/i;
/** In `config.toml` of GitLab's runner. */
const GITLAB_CACHE = 'ServerAddress';
/** Services that issue credentials. They are not stores. */
const NO_STORE_NAME = /metadata|imds/i;
/** Other services, of AWS and of others. Their addresses prove nothing about a store. */
const OTHER_SERVICE =
  /(^|[_.-])(azure|google|webhooks?|sqs|sns|ses|sts|ssm|kms|iam|xray|lambda|dynamodb|kinesis|firehose|cloudwatch|bedrock|cognito|secrets[_-]?manager|opensearch|elasticsearch|eventbridge|athena|glue|redshift|textract)([_.-]|$)/i;
const OF_STORE = /s3|minio|bucket|object/i;
/** Azure's stores do not speak S3. */
const NO_S3_HOST = /\.(blob|dfs)\.core\.windows\.net(?=[:/]|$)/i;
/** Databases, caches and queues, by the first part of their host or by their port. `STORAGE_HOST` is also what theirs is called. */
const NO_STORE_HOST =
  /^(\w+:\/\/)?([\w-]*-)?(postgres(ql)?|pg|mysql|mariadb|percona|mongo(db)?|redis|valkey|memcached|rabbitmq|kafka|cassandra|elasticsearch|opensearch|etcd|zookeeper|nats)(-[\w-]*)?(?=[.:/]|$)|:(5432|3306|6379|27017|11211|5672|9092|9042|2379|2181|4222)(?=[/?]|$)/i;
const STORE_WORD = /minio|ceph|rgw|s3|localstack/i;
const LINK_LOCAL = /^(https?:\/\/)?(169\.254\.\d+\.\d+|\[?fd00:ec2:)/i;
const HOST = /^(https?:\/\/|s3:\/\/)?[\w.-]+(:\d+)?([/?].*)?$/i;
/** The address of a bucket may be a web site in front of it. Only addresses of a store itself prove something. */
const SITE_NAME = /bucket[_-]?url/i;
const STORE_HOST =
  /:\d+(\/|$)|\.svc(\.|:|\/|$)|minio|ceph|rgw|localstack|r2\.cloudflarestorage|wasabisys|digitaloceanspaces|backblazeb2|storage\.googleapis|scw\.cloud/i;
const LONGEST = 2000;
/** Rclone has no address for AWS, but a name for each store: https://rclone.org/s3/#s3-provider */
const PROVIDER_NAME = /^RCLONE_(CONFIG_\w+|S3)_PROVIDER$/;

/** Whether a variable names a store by a word. */
export function isProviderName(name: string): boolean {
  return PROVIDER_NAME.test(name);
}

/** The destination of S3 calls, by a name and its value. */
export function endpointOf(
  name: string,
  value: string,
): 'aws' | 'other' | undefined {
  if (isProviderName(name)) {
    return /^aws$/i.test(value) ? 'aws' : 'other';
  }
  if (!isEndpointName(name)) {
    return undefined;
  }
  const kind = hostKind(value);
  return kind === 'other' && SITE_NAME.test(name) && !STORE_HOST.test(value)
    ? undefined
    : kind;
}

/** Whether this name can be the name of an endpoint. */
export function isEndpointName(name: string): boolean {
  return (
    (ENDPOINT_NAME.test(name) || name === GITLAB_CACHE) &&
    !NO_STORE_NAME.test(name) &&
    (!OTHER_SERVICE.test(name) || OF_STORE.test(name))
  );
}

/** The store of an address; undefined when the value is not an address. */
export function hostKind(value: string): 'aws' | 'other' | undefined {
  if (value.length > LONGEST) {
    return undefined;
  }
  const text = value
    .trim()
    .replace(/^["']|["']$/g, '')
    // Restic's repositories: `s3:https://host/bucket`.
    .replace(/^s3:(?!\/\/)/i, '');
  if (text === '' || /^(true|false)$/i.test(text)) {
    return undefined;
  }
  if (AWS_HOST.test(text)) {
    return 'aws';
  }
  if (
    /[{}$<>]/.test(text) ||
    !HOST.test(text) ||
    LINK_LOCAL.test(text) ||
    NO_S3_HOST.test(text) ||
    (NO_STORE_HOST.test(text) && !STORE_WORD.test(text))
  ) {
    return undefined;
  }
  // `s3://uploads/images` is a bucket.
  if (/^s3:\/\/[\w-]+(\/|$)/i.test(text)) {
    return undefined;
  }
  // `s3.eu-west-1.amazonaws.com` has a dot; a bare word may be a name of anything but a service of the cluster.
  return /[.:/]/.test(text) || /minio|ceph|rook|rgw|localstack/i.test(text)
    ? 'other'
    : undefined;
}

/** Only for names that name their service: a variable that ends in ENDPOINT can mean anything. */
export function isStoreEndpointName(name: string): boolean {
  return (
    isProviderName(name) ||
    (isEndpointName(name) &&
      /aws|s3|minio|storage|bucket|object|blob|backup|restic|^endpoint$|endpoint[_-]?url/i.test(
        name,
      ))
  );
}
