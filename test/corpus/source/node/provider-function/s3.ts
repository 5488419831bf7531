export const client = new S3Client({
  credentials: async () => ({
    accessKeyId: await secret('id'),
    secretAccessKey: await secret('secret'),
  }),
});
