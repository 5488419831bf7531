package com.example;

class Local {
  S3Client s3() {
    return S3Client.builder()
        .endpointOverride(URI.create("http://localhost:4566"))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
