class Store {
  AwsCredentialsProvider p = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
}
