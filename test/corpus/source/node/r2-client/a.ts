export const r2 = new S3Client({
  region: 'auto',
  endpoint: `https://${process.env.ACCOUNT}.r2.cloudflarestorage.com`,
  credentials: {
    accessKeyId: process.env.R2_ID!,
    secretAccessKey: process.env.R2_SECRET!,
  },
});
