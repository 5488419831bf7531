import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { S3Client } from '@aws-sdk/client-s3';

const TWELVE_HOURS = 12 * 60 * 60;

export const s3 = new S3Client({
  credentials: fromTemporaryCredentials({
    params: { RoleArn: 'arn:aws:iam::111122223333:role/lake', DurationSeconds: TWELVE_HOURS },
  }),
});
