export const files = (region: string) =>
  new S3Client({
    region,
    endpoint: `https://s3.${region}.amazonaws.com`,
  });
