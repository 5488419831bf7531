import { S3Client } from '@aws-sdk/client-s3';

/** The client of the media bucket. */
export const s3 = new S3Client({
  // of the bucket
  region: 'eu-west-1',
  credentials: {
    accessKeyId: conf.id,
    secretAccessKey: conf.secret,
  },
});
