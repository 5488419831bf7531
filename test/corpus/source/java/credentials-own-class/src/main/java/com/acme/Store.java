package com.acme;

class Store {
  S3Client client(Settings settings) {
    return S3Client.builder()
        .credentialsProvider(new CustomCredentialsProvider(settings.id(), settings.secret()))
        .build();
  }
}
