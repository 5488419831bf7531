import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';

const s3 = new S3Client({ region: process.env.AWS_REGION, credentials: fromNodeProviderChain() });
export const get = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'b', Key }));
