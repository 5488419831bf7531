import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { S3Client } from '@aws-sdk/client-s3';

const credentials = defaultProvider();
export const s3 = new S3Client({ credentials });
