package com.acme;

class P {
  AmazonS3 client() {
    return AmazonS3ClientBuilder.standard()
        .withCredentials(new ClasspathPropertiesFileCredentialsProvider())
        .build();
  }
}
