import { StorageSharedKeyCredential } from '@azure/storage-blob';
import { S3Client } from '@aws-sdk/client-s3';

const shared = new StorageSharedKeyCredential(account, accountKey);
export const s3 = new S3Client({ region: 'eu-west-1' });
