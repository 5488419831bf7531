package com.example;

class S3 {
  AmazonS3 client(String id, String secret) {
    return AmazonS3ClientBuilder.standard()
        .build();
  }
}
