import { endpointOf, isStoreEndpointName } from './endpoints';

describe('endpointOf', () => {
  it.each<[string, string, 'aws' | 'other' | undefined]>([
    ['AWS_ENDPOINT_URL', 'https://s3.eu-west-1.amazonaws.com', 'aws'],
    ['AWS_ENDPOINT_URL', 'https://s3.cn-north-1.amazonaws.com.cn', 'aws'],
    ['AWS_ENDPOINT_URL', 'http://minio.minio.svc:9000', 'other'],
    ['S3_ENDPOINT', 'https://amazonaws.com.evil.example', 'other'],
    ['S3_ENDPOINT', '$(MINIO_URL)', undefined],
    ['S3_ENDPOINT', 'true', undefined],
    ['AWS_EC2_METADATA_SERVICE_ENDPOINT', 'http://169.254.169.254', undefined],
    ['AWS_ENDPOINT_URL', 'http://169.254.170.23/v1/credentials', undefined],
    ['AWS_S3_UPLOAD_BUCKET_URL', 'http://minio.minio.svc:9000', 'other'],
    ['AWS_S3_UPLOAD_BUCKET_URL', 'https://b.s3.amazonaws.com', 'aws'],
    // A site in front of a bucket at AWS.
    ['BUCKET_URL', 'https://assets.example.com', undefined],
    ['BUCKET_URL', 's3://uploads/images', undefined],
    ['OBJECTSTORECONFIG_HOST', 'minio-service.kubeflow', 'other'],
    ['OBJECTSTORECONFIG_HOST', 's3.amazonaws.com', 'aws'],
    ['RESTIC_REPOSITORY', 's3:http://minio.minio.svc:9000/backups', 'other'],
    ['RESTIC_REPOSITORY', 's3:s3.amazonaws.com/backups', 'aws'],
    ['RESTIC_REPOSITORY', '/srv/restic', undefined],
    ['RESTIC_REPOSITORY', 'rest:https://host:8000/', undefined],
    ['MINIO_SERVER', 'http://minio.lake.svc:9000', 'other'],
    ['MINIO_ADDRESS', ':9000', undefined],
    ['CELLAR_ADDON_HOST', 'cellar-c2.services.clever-cloud.com', 'other'],
    ['RADOSGW_HOST', 'rgw.lake.svc', 'other'],
    ['S3_GATEWAY', 'http://gateway.lake.svc:9000', 'other'],
    ['S3_GATEWAY_TIMEOUT', 'http://gateway.lake.svc:9000', undefined],
    ['HOSTNAME', 'minio.minio.svc:9000', undefined],
    ['AWS_ENDPOINT_URL_SQS', 'http://elasticmq:9324', undefined],
    ['AWS_ENDPOINT_URL_S3', 'http://minio:9000', 'other'],
    ['BACKUP_WEBHOOK_ENDPOINT', 'https://hooks.example.com', undefined],
    ['STORAGE_ENDPOINT', 'https://x.blob.core.windows.net', undefined],
    // What a server listens on.
    ['S3PROXY_ENDPOINT', 'http://0.0.0.0:80', undefined],
    ['S3_ENDPOINT', ':9000', undefined],
    ['S3_ENDPOINT', 'http://10.0.0.0:9000', 'other'],
  ])('%s=%s: %s', (name, value, expected) => {
    expect(endpointOf(name, value)).toBe(expected);
  });
});

it.each([
  ['S3_ENDPOINT', true],
  ['endpoint', true],
  ['CEPH_ENDPOINT', true],
  ['RGW_ENDPOINT', true],
  ['CELLAR_ADDON_HOST', true],
  ['RESTIC_REPOSITORY', true],
  ['OBJECTSTORECONFIG_HOST', true],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', false],
  ['AZURE_STORAGE_ENDPOINT', false],
  ['AWS_SQS_ENDPOINT', false],
  ['LOGS_S3_ENDPOINT', true],
  ['AWS_EC2_METADATA_SERVICE_ENDPOINT', false],
])('%s names the endpoint of a store: %s', (name, expected) => {
  expect(isStoreEndpointName(name)).toBe(expected);
});

describe('the host of a store without the word endpoint', () => {
  it.each<[string, string, 'aws' | 'other' | undefined]>([
    ['AWS_HOST', 'sos-ch-dk-2.exo.io', 'other'],
    ['AWS_S3_HOST', 'objects.example.com', 'other'],
    ['STORAGE_HOSTNAME', 'minio.shop.svc', 'other'],
    ['OBJECT_STORAGE_SERVER', 's3.fr-par.scw.cloud', 'other'],
    ['AWS_HOST', 's3.eu-west-1.amazonaws.com', 'aws'],
    ['AWS_HOST', 'eu-west-1', undefined],
    ['AWS_RDS_HOST', 'db.example.com', undefined],
    ['HOST', 'objects.example.com', undefined],
  ])('%s: %s', (name, value, expected) => {
    expect(endpointOf(name, value)).toBe(expected);
  });
});
