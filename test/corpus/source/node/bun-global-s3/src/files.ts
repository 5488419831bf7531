export const store = new Bun.S3Client({ bucket: "files" });
