package com.example;

class Files {
  MinioClient client(Settings settings) {
    return MinioClient.builder()
        .endpoint("https://s3.eu-west-1.amazonaws.com")
        .credentials(settings.id(), settings.secret())
        .build();
  }
}
