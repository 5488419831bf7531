import { S3Client } from '@aws-sdk/client-s3';

const s3 = new S3Client({
  credentials: {
    accessKeyId: process.env.S3_KEY ?? '',
    secretAccessKey: process.env.S3_SECRET ?? '',
  },
  region: process.env.S3_REGION ?? '',
});
export default s3;
