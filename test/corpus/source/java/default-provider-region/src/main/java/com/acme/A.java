class A {
  S3Client s3 = S3Client.builder().credentialsProvider(DefaultCredentialsProvider.create()).region(Region.EU_WEST_1).build();
}
