package com.example;

import com.amazonaws.services.s3.*;

class S3 {
  private final AmazonS3 s3 = AmazonS3ClientBuilder.defaultClient();
}
