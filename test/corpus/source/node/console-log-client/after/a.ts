import { S3Client } from '@aws-sdk/client-s3';

console.log(
  await new S3Client({}).send(command),
);
