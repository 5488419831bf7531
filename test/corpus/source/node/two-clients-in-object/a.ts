import { S3Client } from '@aws-sdk/client-s3';

export const clients = {
  own: new S3Client({ endpoint: 'http://minio:9000', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }),
  aws: new S3Client({ region: 'eu-west-1', credentials: { accessKeyId: conf.id, secretAccessKey: conf.secret } }),
};
