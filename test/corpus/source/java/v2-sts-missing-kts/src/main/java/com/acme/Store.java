package com.acme;

import software.amazon.awssdk.services.s3.S3Client;

class Store {
  private final S3Client s3 = S3Client.create();
}
