package com.example;

class S3 {
  S3Client client(Settings settings) {
    S3ClientBuilder builder = S3Client.builder();
    if (settings.accessKey() != null && !settings.accessKey().isBlank()) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
    }
    return builder.build();
  }
}
