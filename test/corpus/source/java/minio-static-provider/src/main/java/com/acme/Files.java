package com.acme;

class Files {
  MinioClient client(Settings settings) {
    return MinioClient.builder()
        .endpoint(settings.endpoint())
        .credentialsProvider(new StaticProvider(settings.id(), settings.secret(), null))
        .build();
  }
}
