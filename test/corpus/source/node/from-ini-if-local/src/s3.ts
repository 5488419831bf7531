import { S3Client } from '@aws-sdk/client-s3';
import { fromIni } from '@aws-sdk/credential-providers';

export const s3 = new S3Client({
  ...(process.env.NODE_ENV === 'development' && { credentials: fromIni({ profile: 'media' }) }),
});
