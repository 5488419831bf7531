package com.example;

class Queue {
  SqsClient client() {
    String id = System.getenv("AWS_ACCESS_KEY_ID");
    String secret = System.getenv("AWS_SECRET_ACCESS_KEY");
    AwsCredentials keys = AwsBasicCredentials.create(id, secret);
    return SqsClient.builder().credentialsProvider(StaticCredentialsProvider.create(keys)).region(Region.EU_WEST_1).build();
  }
}
