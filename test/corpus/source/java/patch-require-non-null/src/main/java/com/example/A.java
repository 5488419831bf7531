class A {
  S3Client client(Conf c) {
    Objects.requireNonNull(c.accessKey(), "no key");
    return S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.accessKey(), c.secretKey()))).build();
  }
}
