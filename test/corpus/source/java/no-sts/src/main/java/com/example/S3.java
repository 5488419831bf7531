package com.example;

class S3 {
  private final S3Client s3 = S3Client.create();
}
