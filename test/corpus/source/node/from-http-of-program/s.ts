import { S3Client } from '@aws-sdk/client-s3';

const fromHttp = (r: Request) => r.headers;
export const s3 = new S3Client({});
export const h = (r: Request) => fromHttp(r);
