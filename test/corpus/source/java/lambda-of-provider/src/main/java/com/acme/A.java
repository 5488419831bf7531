class A {
  AwsCredentialsProvider p = () -> AwsBasicCredentials.create(key, secret);
}
