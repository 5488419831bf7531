import { S3Client } from '@aws-sdk/client-s3';
import { credentials } from './credentials';

export const s3 = new S3Client({ credentials });
