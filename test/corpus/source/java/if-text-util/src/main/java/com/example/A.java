class A {
  S3Client client(Conf c) {
    S3ClientBuilder builder = S3Client.builder().region(c.region());
    if (StringUtils.hasText(c.accessKey()) && StringUtils.hasText(c.secretKey())) {
      builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.accessKey(), c.secretKey())));
    }
    return builder.build();
  }
}
