export function clientOf(config: Config) {
  switch (config.authMode) {
    case 'static':
      return new S3Client({ credentials: { accessKeyId: config.a, secretAccessKey: config.b } });
    default:
      return new S3Client({});
  }
}
