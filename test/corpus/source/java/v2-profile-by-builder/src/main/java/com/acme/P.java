package com.acme;

class P {
  S3Client open() {
    return S3Client.builder()
        .credentialsProvider(DefaultCredentialsProvider.builder().profileName("deploy").build())
        .build();
  }
}
