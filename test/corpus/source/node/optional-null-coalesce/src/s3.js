import { S3Client } from '@aws-sdk/client-s3';
import { defaultProvider } from '@aws-sdk/credential-provider-node';

export function client(settings) {
  const credentials = settings.accessKeyId
    ? { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey }
    : defaultProvider();
  return new S3Client({ region: settings.region, credentials });
}
