class A {
  AWSCredentialsProvider p(Conf c) {
    if (c.useInstanceProfile()) {
      return InstanceProfileCredentialsProvider.getInstance();
    }
    return new AWSStaticCredentialsProvider(new BasicAWSCredentials(c.id(), c.secret()));
  }
}
