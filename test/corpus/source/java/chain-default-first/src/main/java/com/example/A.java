class A {
  AwsCredentialsProvider p(Conf c) {
    return c.key() == null || c.key().isBlank()
        ? DefaultCredentialsProvider.create()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(c.key(), c.secret()));
  }
}
