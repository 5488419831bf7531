class AIT {
  AwsCredentialsProvider p = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
}
