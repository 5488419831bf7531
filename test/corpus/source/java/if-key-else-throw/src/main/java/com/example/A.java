class A {
  S3Client client(Conf c) {
    if (c.accessKey() != null) {
      return S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.accessKey(), c.secretKey()))).build();
    }
    throw new IllegalStateException("no key");
  }
}
