class A {
  AwsCredentialsProvider provider(String key, String secret) {
    return key == null
        ? DefaultCredentialsProvider.create()
        : StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }
}
