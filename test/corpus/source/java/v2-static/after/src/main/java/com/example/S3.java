package com.example;

class S3 {
  S3Client client(Settings settings) {
    return S3Client.builder()
        .region(Region.EU_WEST_1)
        .build();
  }
}
