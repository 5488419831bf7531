import { S3Client } from '@aws-sdk/client-s3';
import { awsCredentials } from './aws';

export const s3 = new S3Client({ credentials: awsCredentials, region: 'eu-west-1' });
