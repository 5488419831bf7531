package com.example;

@Configuration
class S3Config {
  @Bean
  @Profile("local")
  S3Client localS3() {
    return S3Client.builder()
        .endpointOverride(URI.create("http://localhost:4566"))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  @Bean
  @Profile("!local")
  S3Client s3() {
    return S3Client.create();
  }
}
