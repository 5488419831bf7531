/** Hosts of AWS in all partitions, with VPC endpoints and dual stack. */
const AWS_HOST =
  /(^|[./@:])(amazonaws\.com(\.cn)?|api\.aws|aws\.dev|amazonaws\.(eu|com\.eu)|c2s\.ic\.gov|sc2s\.sgov\.gov)(?=[:/?#\s]|$)/i;
const ENDPOINT_NAME =
  /endpoint|bucket[_-]?host|bucket[_-]?url|s3[_-]?url|s3[_-]?host|host[_-]?base|hostBucket|service[_-]?url|minio[_-]?(host|url|server|addr(ess)?)$|minio[_-]?(host|url)|(rgw|radosgw|cellar[_-]?addon)[_-]?host$|s3[_-]?(gateway|provider)([_-]?(url|host))?$|^store[_.-]?url$|objectstore\w*[_-]?host|s3ForcePathStyle|^restic[_-]?repository$|(s3|object[_-]?stor(e|age))[_-]?((api|base|server)[_-]?){0,2}(ur[li]|address|addr|domain|fqdn)$|(^|[_.-])(aws|s3|scaleway|wasabi|(object[_-]?)?storage)[_-]?(host|hostname|server|server[_-]?address)$/i;
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
/** What a server listens on, which is no destination. */
const LISTENS = /^(\w+:\/\/)?(0\.0\.0\.0|\[::\]|\*)?:\d+\/?$/;
const LINK_LOCAL = /^(https?:\/\/)?(169\.254\.\d+\.\d+|\[?fd00:ec2:)/i;
/** With any scheme or none, a user, an IPv6 address; `http+path://` is of WAL-E. */
const HOST =
  /^(([a-z][a-z\d+]{1,12}:)?\/\/)?([^\s/@]{1,200}@)?([\w.-]+|\[[\da-f:]+\])(:\d+)?([/?].*)?$/i;
/** The address of a bucket may be a web site in front of it. Only addresses of a store itself prove something. */
const SITE_NAME =
  /bucket[_-]?url|[_-](base|api|server)[_-]?ur[li]$|(s3|object[_-]?stor(e|age))[_-]?(ur[li]|address|addr|domain|fqdn)$/i;
const STORE_HOST =
  /:\d+(\/|$)|\.svc(\.|:|\/|$)|(^|\/\/|@)(s3|objects?)[.-]|minio|ceph|rgw|localstack|r2\.cloudflarestorage|wasabisys|digitaloceanspaces|backblazeb2|storage\.googleapis|scw\.cloud|dream\.io|linodeobjects|vultrobjects|ovh\.net|exo\.io|oraclecloud|appdomain\.cloud|aliyuncs|myhuaweicloud|myqcloud|yandexcloud|storjshare|contabostorage|your-objectstorage|upcloudobjects|storage\.(tigris\.)?dev/i;
/** Services of stores in the cluster, by a bare name. */
const SERVICE =
  /minio|ceph|rook|rgw|localstack|seaweed|garage|s3proxy|zenko|object-?stor(e|age)/i;
/** An address of a service that Kubernetes fills in, of a store by its name. */
const FILLED_IN =
  /\$[({](\w+_)?(MINIO|CEPH|RGW|ROOK|GARAGE|SEAWEED\w*|LOCALSTACK)(_\w+)?_SERVICE_HOST\b/;
const LONGEST = 2000;
/** Rclone and others have no address for AWS, but a name for each store: https://rclone.org/s3/#s3-provider */
const PROVIDER_NAME = /^RCLONE_(CONFIG_\w+|S3)_PROVIDER$|(^|_)S3_PROVIDER$/;
const AWS_PROVIDER = /^(aws|amazon)?[_-]?(s3)?$/i;

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
    return AWS_PROVIDER.test(value) ? 'aws' : 'other';
  }
  if (!isEndpointName(name)) {
    return undefined;
  }
  return storeOf(name, hostKind(value), STORE_HOST.test(value));
}

/** Whether an address is one of a store itself, by its host or port, and not of a site in front of one. */
export function isStoreHost(value: string): boolean {
  return value.length <= LONGEST && STORE_HOST.test(value);
}

/** The store that an address under this name tells of. @param host - as `hostKind` @param isStore - as `isStoreHost` */
export function storeOf(
  name: string,
  host: 'aws' | 'other' | undefined,
  isStore: boolean,
): 'aws' | 'other' | undefined {
  return host === 'other' && SITE_NAME.test(name) && !isStore
    ? undefined
    : host;
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
  if (FILLED_IN.test(text)) {
    return 'other';
  }
  if (
    /[{}$<>]/.test(text) ||
    !HOST.test(text) ||
    LINK_LOCAL.test(text) ||
    LISTENS.test(text) ||
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
  return /[.:/]/.test(text) || SERVICE.test(text) ? 'other' : undefined;
}

const OF_ANY_STORE =
  /aws|s3|minio|ceph|rgw|rados|cellar|storage|bucket|object|blob|backup|restic|litestream|^endpoint$|endpoint[_-]?url/i;
/** Clouds with a store of their own. */
const OF_A_CLOUD =
  /(^|[_.-])(r2|b2|cos|oss|obs|spaces|wasabi|backblaze|scaleway|linode|hetzner)([_.-]|$)/i;

/** Only for names that name their service: a variable that ends in ENDPOINT can mean anything. */
export function isStoreEndpointName(name: string): boolean {
  return (
    isProviderName(name) ||
    (isEndpointName(name) && (OF_ANY_STORE.test(name) || OF_A_CLOUD.test(name)))
  );
}

/** `endpoint-url https://…`, `--endpoint=…`: an option with its value. */
const OPTION = /^-{0,2}([\w.-]{1,60})[ =]+(\S{1,300})$/;

/** The destination of S3 calls that a list of options tells, as those of a mount. */
export function endpointInOptions(
  options: readonly unknown[],
): { kind: 'aws' | 'other'; name: string } | undefined {
  for (const option of options) {
    const [, name, value] =
      (typeof option === 'string' && OPTION.exec(option)) || [];
    const kind = name ? endpointOf(name, value) : undefined;
    if (kind) {
      return { kind, name };
    }
  }
  return undefined;
}
