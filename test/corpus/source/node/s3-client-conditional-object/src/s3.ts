import { S3Client } from '@aws-sdk/client-s3';

function staticCredentials() {
  const id = process.env.STORE_ID;
  const secret = process.env.STORE_SECRET;
  if (id === undefined && secret === undefined) {
    return undefined;
  }
  if (!id || !secret) {
    throw new Error('both or none');
  }
  return { accessKeyId: id, secretAccessKey: secret };
}

export const s3 = new S3Client({ credentials: staticCredentials() });
