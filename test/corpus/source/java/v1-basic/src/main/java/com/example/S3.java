package com.example;

class S3 {
  AmazonS3 client(String id, String secret) {
    BasicAWSCredentials keys = new BasicAWSCredentials(id, secret);
    return AmazonS3ClientBuilder.standard()
        .withCredentials(new AWSStaticCredentialsProvider(keys))
        .build();
  }
}
