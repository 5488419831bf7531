import { S3Client } from "bun";

export const store = new S3Client({
  accessKeyId: Bun.env.R2_ID,
  secretAccessKey: Bun.env.R2_SECRET,
  endpoint: "https://abc.r2.cloudflarestorage.com",
  bucket: "files",
});
