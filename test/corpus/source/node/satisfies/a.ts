const options = {
  region,
  credentials: {
    accessKeyId: conf.id,
    secretAccessKey: conf.secret,
  },
} satisfies S3ClientConfig;
