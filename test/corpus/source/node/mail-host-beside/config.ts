export const config = {
  mail: { host: 'smtp.example.com' },
  storage: {
    credentials: {
      accessKeyId: env.S3_ID,
      secretAccessKey: env.S3_SECRET,
    },
  },
};
