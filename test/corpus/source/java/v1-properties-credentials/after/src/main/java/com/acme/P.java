package com.acme;

class P {
  AmazonS3 client() throws IOException {
    return new AmazonS3Client();
  }
}
