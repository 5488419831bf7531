package com.example;

@Configuration
class S3Config {
  @Bean
  S3Client s3(AwsProperties p) {
    return S3Client.builder().region(Region.of(p.region())).build();
  }
}
