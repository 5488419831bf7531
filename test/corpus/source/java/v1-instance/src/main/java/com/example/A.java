package com.example;

class A {
  AmazonS3 s3 = AmazonS3ClientBuilder.standard()
      .withCredentials(InstanceProfileCredentialsProvider.getInstance())
      .build();
}
