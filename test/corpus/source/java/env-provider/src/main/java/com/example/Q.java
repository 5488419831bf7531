package com.example;

class Q {
  private final SqsClient sqs =
      SqsClient.builder()
          .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
          .build();
}
