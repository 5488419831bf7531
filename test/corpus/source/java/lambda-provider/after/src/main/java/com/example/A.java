package com.example;

class A {
  S3AsyncClient client(String accessKey, String secretKey) {
    return S3AsyncClient.builder().build();
  }
}
