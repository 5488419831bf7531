export const client = new S3Client({});
