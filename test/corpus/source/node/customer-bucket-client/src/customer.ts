import { S3Client } from '@aws-sdk/client-s3';

export const clientOf = (customer: CustomerBucket) =>
  new S3Client({
    region: customer.region,
    credentials: {
      accessKeyId: customer.accessKeyId,
      secretAccessKey: customer.secretAccessKey,
    },
  });
