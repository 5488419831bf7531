const config: S3ClientConfig = {
  region: 'eu-west-1',
  credentials: {
    accessKeyId: env.S3_ID,
    secretAccessKey: env.S3_SECRET,
  },
};
export const s3 = new S3Client(config);
