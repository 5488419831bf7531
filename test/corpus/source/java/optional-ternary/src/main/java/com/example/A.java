package com.example;

class A {
  AwsCredentialsProvider provider(String accessKey, String secretKey) {
    return accessKey != null
        ? StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey))
        : DefaultCredentialsProvider.create();
  }
}
