import { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { settings } from './settings';

const options: S3ClientConfig = { region: settings.region };
if (settings.accessKey && settings.secretKey) {
  options.credentials = {
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
  };
}
export const s3 = new S3Client(options);
