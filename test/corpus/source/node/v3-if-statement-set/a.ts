const options: S3ClientConfig = { region };
if (accessKeyId && secretAccessKey) {
  options.credentials = { accessKeyId, secretAccessKey };
}
export const s3 = new S3Client(options);
