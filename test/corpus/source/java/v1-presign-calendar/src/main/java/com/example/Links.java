package com.example;

class Links {
  URL link(AmazonS3 s3) {
    Date end = new Date(System.currentTimeMillis() + 1000L * 60 * 60 * 24 * 7);
    return s3.generatePresignedUrl("b", "k", end);
  }
}
