import { S3Client } from '@aws-sdk/client-s3';

export function client() {
  if (conf.accessKey && conf.secretKey) {
    return new S3Client({ credentials: { accessKeyId: conf.accessKey, secretAccessKey: conf.secretKey } });
  } else {
    throw new Error('no key');
  }
}
