import { S3Client } from "bun";

export const store = new S3Client({
  accessKeyId: Bun.env.STORE_KEY,
  secretAccessKey: Bun.env.STORE_SECRET,
  bucket: "files",
});
