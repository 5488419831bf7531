import { S3Client } from '@aws-sdk/client-s3';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

export const s3 = new S3Client({
  credentials: conf.accessKey
    ? { accessKeyId: conf.accessKey, secretAccessKey: conf.secretKey }
    : fromNodeProviderChain(),
});
