import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';

export const s3 = new S3Client({
  credentials: async () => ({
    accessKeyId: readFileSync('/etc/keys/id', 'utf8'),
    secretAccessKey: readFileSync('/etc/keys/secret', 'utf8'),
  }),
});
