function credentials() {
  const id = settings.accessKeyId;
  if (!id) {
    return undefined;
  }
  return { accessKeyId: id, secretAccessKey: settings.secretAccessKey };
}
export const s3 = new S3Client({ credentials: credentials() });
