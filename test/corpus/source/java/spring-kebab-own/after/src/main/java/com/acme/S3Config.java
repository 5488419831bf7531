package com.acme;

@Configuration
class S3Config {
  @Bean
  S3Client s3(StorageProperties properties) {
    return S3Client.builder()
        .region(Region.EU_WEST_1)
        .build();
  }
}
