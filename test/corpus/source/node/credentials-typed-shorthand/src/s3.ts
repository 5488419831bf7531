import { S3Client } from '@aws-sdk/client-s3';
import { AwsCredentialIdentity } from '@aws-sdk/types';

export const createS3Client = (accessKeyId: string, secretAccessKey: string) => {
  const credentials: AwsCredentialIdentity = {
    accessKeyId,
    secretAccessKey,
  };
  return new S3Client({ region: 'eu-west-1', credentials });
};
