const isLocal = process.env.NODE_ENV === 'development';

export const s3 = new S3Client(
  isLocal
    ? { endpoint: process.env.ENDPOINT, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
    : {},
);
