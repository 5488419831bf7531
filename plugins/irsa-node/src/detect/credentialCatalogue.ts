/** The part of a credential that a name means. */
export type CredentialPart = 'id' | 'secret' | 'token';

/** The store that the name suggests: AWS by name, any store with an S3 client, or a store other than AWS. */
export type CredentialFamily = 'aws' | 's3' | 'otherStore';

export interface CataloguedName {
  part: CredentialPart;
  family: CredentialFamily;
  /** An ambiguous name. It counts only beside the other half. */
  needsPair?: true;
}

function names(
  part: CredentialPart,
  family: CredentialFamily,
  list: string,
): [string, CataloguedName][] {
  return list.split(' ').map(name => [name, { part, family }]);
}

/** Names as folded by `foldName`: SDK variables, and properties of Spring, Hadoop, Flink, Trino, Druid and Elasticsearch. */
const CATALOGUE = new Map<string, CataloguedName>([
  ...names(
    'id',
    'aws',
    'awsaccesskeyid awsaccesskey awss3accesskeyid awss3accesskey amazonaccesskeyid cloudawscredentialsaccesskey springcloudawscredentialsaccesskey awscredentialsaccesskey awscredentialsstaticprovideraccesskeyid',
  ),
  ...names(
    'secret',
    'aws',
    'awssecretaccesskey awssecretkey awss3secretaccesskey awss3secretkey amazonsecretaccesskey cloudawscredentialssecretkey springcloudawscredentialssecretkey awscredentialssecretkey awscredentialsstaticprovidersecretaccesskey awsbearertokenbedrock awsaccesskeysecret awsaccesssecret',
  ),
  ...names('token', 'aws', 'awssessiontoken awssecuritytoken'),
  ...names(
    'id',
    's3',
    's3accesskeyid s3accesskey accesskeyid accesskey keyid fss3aaccesskey sparkhadoopfss3aaccesskey druids3accesskey s3clientdefaultaccesskey',
  ),
  ...names(
    'secret',
    's3',
    's3secretaccesskey s3secretkey secretaccesskey secretkey accesssecretkey accesskeysecret fss3asecretkey sparkhadoopfss3asecretkey druids3secretkey s3clientdefaultsecretkey',
  ),
  ...names('token', 's3', 's3sessiontoken sessiontoken'),
  ...names('id', 'otherStore', 'minioaccesskey miniorootuser'),
  ...names('secret', 'otherStore', 'miniosecretkey miniorootpassword'),
]);

/** Lower case without separators, so that `aws.accessKeyId` and `AWS_ACCESS_KEY_ID` are one name. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Clouds and stores that speak S3, and name its keys as AWS does. */
const OTHER_CLOUDS =
  'oss|wasabi|backblaze|b2|scaleway|scw|linode|gcs|gcp|obs|huawei|hw|cos|ibmcos|ceph|rgw|hetzner|ovh|exoscale|vultr|storj|tigris|garage|seaweedfs|rustfs';
/** Services that only AWS has. */
const SERVICES =
  'ses|sns|sqs|route53|dynamodb|cloudwatch|cloudfront|kinesis|bedrock|textract|rekognition|polly|ec2|ecr|ecs|eks';

/** Endings of longer names, such as `REGISTRY_STORAGE_S3_ACCESSKEY` and `CLONE_AWS_ACCESS_KEY_ID`. */
const ENDINGS: readonly [RegExp, CataloguedName][] = [
  [
    /aws(s3)?(accesskeyid|accesskey|keyid)$|awscredentialsstaticprovideraccesskeyid$/,
    { part: 'id', family: 'aws' },
  ],
  [
    /aws(s3)?(secretaccesskey|secretkey|seckey|accesskeysecret)$|awscredentialsstaticprovidersecretaccesskey$/,
    { part: 'secret', family: 'aws' },
  ],
  [/minio(root)?(accesskey|user)$/, { part: 'id', family: 'otherStore' }],
  [
    /minio(root)?(secretkey|password)$/,
    { part: 'secret', family: 'otherStore' },
  ],
  // Clouds whose keys are called so as well, and whose stores speak S3.
  [
    /^(cloudflare)?r2(s3)?(accesskeyid|accesskey)$|^(do|digitalocean)?spaces(accesskeyid|accesskey|key)$/,
    { part: 'id', family: 'otherStore' },
  ],
  [
    /^(cloudflare)?r2(s3)?(secretaccesskey|secretkey)$|^(do|digitalocean)?spaces(secretaccesskey|secretkey|secret)$/,
    { part: 'secret', family: 'otherStore' },
  ],
  [
    new RegExp(`^(${OTHER_CLOUDS})(s3)?accesskeyid$`),
    { part: 'id', family: 'otherStore' },
  ],
  [
    new RegExp(`^(${OTHER_CLOUDS})(s3)?(secretaccesskey|accesskeysecret)$`),
    { part: 'secret', family: 'otherStore' },
  ],
  // Cloud credentials of Rancher.
  [/^amazonec2credentialconfigaccesskey$/, { part: 'id', family: 'aws' }],
  [/^amazonec2credentialconfigsecretkey$/, { part: 'secret', family: 'aws' }],
  // AWS_SES_ACCESS_KEY_ID, SHOP_AWS_BACKUP_SECRET_KEY, SQS_ACCESS_KEY_ID; the longer endings come first.
  [
    new RegExp(
      `aws[a-z\\d]{0,20}secret(access)?key$|^(${SERVICES})secretaccesskey$`,
    ),
    { part: 'secret', family: 'aws', needsPair: true },
  ],
  [
    new RegExp(`aws[a-z\\d]{0,20}accesskey(id)?$|^(${SERVICES})accesskeyid$`),
    { part: 'id', family: 'aws', needsPair: true },
  ],
  [
    /(s3|objectstore|objectstorage|objectstoreconfig)(accesskeyid|accesskey)$/,
    { part: 'id', family: 's3' },
  ],
  [
    /(s3|objectstore|objectstorage|objectstoreconfig)(secretaccesskey|secretkey|accesssecretkey)$/,
    { part: 'secret', family: 's3' },
  ],
  // Redpanda, and settings with the store in the middle: `…__S3_CONFIG__ACCESS_KEY`, `…_S3_ACCESS_SECRET`.
  [
    /cloudstoragesecretkey$|s3[a-z\d]*(secretkey|secretaccesskey|accesssecret)$/,
    { part: 'secret', family: 's3' },
  ],
  [/cloudstorageaccesskey$|s3[a-z\d]*accesskey$/, { part: 'id', family: 's3' }],
  // Hadoop's settings of one bucket.
  [/fss3abucket[a-z\d]+accesskey$/, { part: 'id', family: 's3' }],
  [/fss3abucket[a-z\d]+secretkey$/, { part: 'secret', family: 's3' }],
  // Nextcloud, pgBackRest and others: `…_S3_KEY` and `…_S3_SECRET` or `…_S3_KEY_SECRET`.
  [/s3key$/, { part: 'id', family: 's3' }],
  [/s3(key)?secret$/, { part: 'secret', family: 's3' }],
  // Laravel before 5.7, CUBEJS_AWS_KEY, S3_CLIENT_ID, OWNCLOUD_OBJECTSTORE_KEY: they mean other things as well.
  [/awskey$/, { part: 'id', family: 'aws', needsPair: true }],
  [/awssecret$/, { part: 'secret', family: 'aws', needsPair: true }],
  [
    /s3clientid$|(objectstore|objectstorage)key$/,
    { part: 'id', family: 's3', needsPair: true },
  ],
  [
    /s3clientsecret$|(objectstore|objectstorage)secret$/,
    { part: 'secret', family: 's3', needsPair: true },
  ],
  // `opts.accessSecret` of Matrix's media repository, PICTRS__STORE__ACCESS_KEY: other services say so too.
  [
    /^accesssecret$|(store|storage)secretkey$/,
    { part: 'secret', family: 's3', needsPair: true },
  ],
  [/(store|storage)accesskey$/, { part: 'id', family: 's3', needsPair: true }],
  // Litestream, rclone, K8up: only with the other half. Other clouds do not say SECRET_ACCESS_KEY.
  [/[a-z\d]accesskeyid$/, { part: 'id', family: 's3' }],
  [/[a-z\d]secretaccesskey$/, { part: 'secret', family: 's3' }],
];

/** Every name above contains one of these. Most names in a long text contain none, so they need not be folded. */
const MAY_BE_KNOWN = /key|secret|token|user|password|s3.?client/i;
const LONGEST_NAME = 200;

/** The part of a credential that a variable or data key of this name holds; undefined when the name is not known. */
export function lookUpName(name: string): CataloguedName | undefined {
  if (name.length > LONGEST_NAME || !MAY_BE_KNOWN.test(name)) {
    return undefined;
  }
  const folded = foldName(name);
  return (
    CATALOGUE.get(folded) ??
    ENDINGS.find(([ending]) => ending.test(folded))?.[1]
  );
}

/** Variables with the path of a credentials or config file of the SDKs. */
export const FILE_VARIABLES: ReadonlySet<string> = new Set([
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CREDENTIAL_FILE',
  'AWS_CONFIG_FILE',
]);

/** A path where SDKs look for a credentials file by default. */
export function isDefaultCredentialsPath(path: string): boolean {
  return /\/\.aws\/(credentials|config)$/.test(path);
}

/** Whether the name of an object suggests AWS credentials; used when its key names are not known. */
export function isSuspiciousObjectName(name: string): boolean {
  return (
    /(^|[-._])(aws|s3|iam)([-._]|$)/i.test(name) ||
    /cloud-credentials|access-?keys?|objstore|object-?(store|storage)/i.test(
      name,
    )
  );
}
