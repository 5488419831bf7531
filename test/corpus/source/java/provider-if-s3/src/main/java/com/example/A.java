class A {
  Store store(Conf c) {
    if ("s3".equals(c.storageType())) {
      return new S3Store(S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.id(), c.secret()))).build());
    }
    return new DiskStore(c.path());
  }
}
