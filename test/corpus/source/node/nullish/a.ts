const credentials =
  process.env.STORE_KEY != null
    ? { accessKeyId: process.env.STORE_KEY, secretAccessKey: process.env.STORE_SECRET! }
    : undefined;

export const s3 = new S3Client({ credentials });
