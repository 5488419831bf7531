class A {
  private S3Client s3;

  S3Client client() {
    if (s3 == null) {
      s3 = S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id(), conf.secret()))).build();
    }
    return s3;
  }
}
