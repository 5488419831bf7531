class A {
  DynamoDbClient local() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://dynamodb:8000"))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
        .build();
  }
}
