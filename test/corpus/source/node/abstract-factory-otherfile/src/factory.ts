import { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

export const make = (credentials: S3ClientConfig['credentials']) => new S3Client({ credentials });
