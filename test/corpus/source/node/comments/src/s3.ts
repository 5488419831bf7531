import { S3Client } from '@aws-sdk/client-s3';

/*
   new S3Client({ credentials: { accessKeyId: a, secretAccessKey: b } })
   process.env.AWS_ACCESS_KEY_ID is not there any more.
*/
export const s3 = new S3Client({}); // no accessKeyId: it has a role
