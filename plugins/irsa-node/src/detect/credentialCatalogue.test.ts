import { isSuspiciousObjectName, lookUpName } from './credentialCatalogue';

describe('lookUpName', () => {
  it.each<[string, string | undefined]>([
    ['AWS_ACCESS_KEY_ID', 'id aws'],
    ['aws.accessKeyId', 'id aws'],
    ['AWS_SECRET_ACCESS_KEY', 'secret aws'],
    ['AWS_ACCESS_KEY_SECRET', 'secret aws'],
    ['AWS_ACCESS_SECRET', 'secret aws'],
    ['AWS_KEY', 'id aws, beside the other half'],
    ['AWS_SECRET', 'secret aws, beside the other half'],
    ['CUBEJS_AWS_KEY', 'id aws, beside the other half'],
    ['CUBEJS_AWS_SECRET', 'secret aws, beside the other half'],
    ['S3_CLIENT_ID', 'id s3, beside the other half'],
    ['S3_CLIENT_SECRET', 'secret s3, beside the other half'],
    ['OWNCLOUD_OBJECTSTORE_KEY', 'id s3, beside the other half'],
    ['OWNCLOUD_OBJECTSTORE_SECRET', 'secret s3, beside the other half'],
    ['AWS_BEARER_TOKEN_BEDROCK', 'secret aws'],
    ['QUARKUS_S3_AWS_CREDENTIALS_STATIC_PROVIDER_ACCESS_KEY_ID', 'id aws'],
    [
      'quarkus.dynamodb.aws.credentials.static-provider.secret-access-key',
      'secret aws',
    ],
    ['S3_KEY', 'id s3'],
    ['S3_SECRET', 'secret s3'],
    ['OBJECTSTORE_S3_KEY', 'id s3'],
    ['OBJECTSTORE_S3_SECRET', 'secret s3'],
    ['PGBACKREST_REPO1_S3_KEY', 'id s3'],
    ['PGBACKREST_REPO1_S3_KEY_SECRET', 'secret s3'],
    ['LITESTREAM_ACCESS_KEY_ID', 'id s3'],
    ['LITESTREAM_SECRET_ACCESS_KEY', 'secret s3'],
    ['RCLONE_CONFIG_REMOTE_ACCESS_KEY_ID', 'id s3'],
    ['RCLONE_CONFIG_REMOTE_SECRET_ACCESS_KEY', 'secret s3'],
    ['BACKUP_GLOBALACCESSKEYID', 'id s3'],
    ['BACKUP_GLOBALSECRETACCESSKEY', 'secret s3'],
    ['R2_ACCESS_KEY_ID', 'id otherStore'],
    ['CLOUDFLARE_R2_SECRET_ACCESS_KEY', 'secret otherStore'],
    ['DO_SPACES_ACCESS_KEY_ID', 'id otherStore'],
    ['SPACES_SECRET_ACCESS_KEY', 'secret otherStore'],
    ['WASABI_SECRET_ACCESS_KEY', 'secret otherStore'],
    ['MINIO_ROOT_USER', 'id otherStore'],
    ['GCS_ACCESS_KEY_ID', 'id otherStore'],
    ['OBS_SECRET_ACCESS_KEY', 'secret otherStore'],
    ['AWS_SES_ACCESS_KEY_ID', 'id aws, beside the other half'],
    ['AWS_SES_SECRET_ACCESS_KEY', 'secret aws, beside the other half'],
    ['AWS_BACKUP_ACCESS_KEY', 'id aws, beside the other half'],
    ['AWS_BACKUP_SECRET_KEY', 'secret aws, beside the other half'],
    ['SQS_ACCESS_KEY_ID', 'id aws, beside the other half'],
    ['SQS_SECRET_ACCESS_KEY', 'secret aws, beside the other half'],
    ['amazonec2credentialConfig-accessKey', 'id aws'],
    ['amazonec2credentialConfig-secretKey', 'secret aws'],
    ['OSS_ACCESS_KEY_SECRET', 'secret otherStore'],
    ['accessSecret', 'secret s3, beside the other half'],
    ['PICTRS__STORE__ACCESS_KEY', 'id s3, beside the other half'],
    ['PICTRS__STORE__SECRET_KEY', 'secret s3, beside the other half'],
    ['STRIPE_SECRET_KEY', undefined],
    ['UNSPLASH_ACCESS_KEY', undefined],
    ['TWITTER_ACCESS_TOKEN_SECRET', undefined],
    ['ALICLOUD_ACCESS_KEY', undefined],
    ['TENCENTCLOUD_SECRET_ID', undefined],
    ['AWS_REGION', undefined],
    [`${'x'.repeat(1000)}_ACCESS_KEY_ID`, undefined],
  ])('%s is %s', (name, expected) => {
    const known = lookUpName(name);
    const words =
      known &&
      `${known.part} ${known.family}${
        known.needsPair ? ', beside the other half' : ''
      }`;
    expect(words).toBe(expected);
  });
});

describe('isSuspiciousObjectName', () => {
  it.each([
    ['aws-credentials', true],
    ['uploads-s3', true],
    ['cloud-credentials', true],
    ['thanos-objstore-secret', true],
    ['loki-object-storage', true],
    ['laws', false],
    ['postgres', false],
  ])('%s: %s', (name, expected) => {
    expect(isSuspiciousObjectName(name)).toBe(expected);
  });
});
