package com.acme;

class K {
  private S3Client client;

  S3Client get() {
    if (client == null) {
      client = S3Client.builder()
          .build();
    }
    return client;
  }
}
