import { S3Client } from '@aws-sdk/client-s3';

console.log(
  await new S3Client({
    credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
    },
  }).send(command),
);
