package com.example;

class A {
  S3AsyncClient client(String accessKey, String secretKey) {
    AwsCredentials credentials = AwsBasicCredentials.builder()
        .accessKeyId(accessKey)
        .secretAccessKey(secretKey)
        .build();
    return S3AsyncClient.builder().credentialsProvider(() -> credentials).build();
  }
}
