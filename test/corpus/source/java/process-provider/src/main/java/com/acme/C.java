package com.acme;

import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

class C {
  S3Client s3 = S3Client.builder()
      .credentialsProvider(ProcessCredentialsProvider.builder().command("get-key").build())
      .build();
}
