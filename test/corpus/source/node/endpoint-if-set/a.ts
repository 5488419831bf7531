export const s3 = new S3Client({
  ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT, forcePathStyle: true } : {}),
  credentials: {
    accessKeyId: env.S3_ID,
    secretAccessKey: env.S3_SECRET,
  },
});
