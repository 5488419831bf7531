import { S3Client } from '@aws-sdk/client-s3';
import { fromHttp } from '@aws-sdk/credential-providers';

export const s3 = new S3Client({ credentials: fromHttp() });
