class S3 {
  S3Client s3 = S3Client.create();
}
