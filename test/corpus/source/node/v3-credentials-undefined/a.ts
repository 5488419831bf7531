export const s3 = new S3Client({ credentials: undefined, region });
