package com.acme;

class K {
  private S3Client client;

  S3Client get() {
    if (client == null) {
      client = S3Client.builder()
          .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
          .build();
    }
    return client;
  }
}
