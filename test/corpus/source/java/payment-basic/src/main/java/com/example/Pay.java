package com.example;

class Pay {
  private final PayClient client = PayClient.builder().accessKey(conf.key()).secretKey(conf.secret()).build();
  private final S3Client s3 = S3Client.create();
}
