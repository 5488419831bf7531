export const files = (region: string) =>
  new S3Client({
    region,
    endpoint: `https://s3.${region}.wasabisys.com`,
    credentials: {
      accessKeyId: settings.id,
      secretAccessKey: settings.secret,
    },
  });
