const ENDPOINT = 'https://s3.eu-west-1.amazonaws.com';
export const s3 = new S3Client({
  endpoint: ENDPOINT,
  credentials: {
    accessKeyId: env.S3_ID,
    secretAccessKey: env.S3_SECRET,
  },
});
