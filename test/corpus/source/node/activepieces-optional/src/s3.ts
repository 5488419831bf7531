import { S3 } from '@aws-sdk/client-s3';

export const client = () => {
  const options: S3ClientConfig = { region: env('AP_S3_REGION') };
  if (env('AP_S3_USE_IRSA') !== 'true') {
    options.credentials = {
      accessKeyId: env('AP_S3_ACCESS_KEY_ID'),
      secretAccessKey: env('AP_S3_SECRET_ACCESS_KEY'),
    };
  }
  return new S3(options);
};
