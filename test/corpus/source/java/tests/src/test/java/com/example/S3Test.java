package com.example;

class S3Test {
  AwsBasicCredentials keys = AwsBasicCredentials.create("test", "test");
}
