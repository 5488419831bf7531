class A {
  Store store(Conf c) {
    if ("s3".equals(c.storageType())) {
      return new S3Store(S3Client.builder().build());
    }
    return new DiskStore(c.path());
  }
}
