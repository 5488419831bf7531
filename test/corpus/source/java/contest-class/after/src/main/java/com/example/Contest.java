class Contest {
  S3Client s3 = S3Client.builder().build();
}
