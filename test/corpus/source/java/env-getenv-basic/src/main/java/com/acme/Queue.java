package com.acme;

class Queue {
  private final String id = System.getenv("AWS_ACCESS_KEY_ID");
  private final String secret = System.getenv("AWS_SECRET_ACCESS_KEY");

  SqsClient open() {
    return SqsClient.builder()
        .credentialsProvider(() -> AwsBasicCredentials.create(id, secret))
        .build();
  }
}
