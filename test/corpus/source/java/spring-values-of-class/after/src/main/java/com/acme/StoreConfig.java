package com.acme;

@Configuration
class StoreConfig {
  @Bean
  S3Client s3(StoreProperties properties) {
    return S3Client.builder()
        .build();
  }
}
