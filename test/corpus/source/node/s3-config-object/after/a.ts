const config: S3ClientConfig = {
  region: 'eu-west-1',
};
export const s3 = new S3Client(config);
