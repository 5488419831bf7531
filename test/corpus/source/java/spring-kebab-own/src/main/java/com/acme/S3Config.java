package com.acme;

@Configuration
class S3Config {
  @Bean
  S3Client s3(StorageProperties properties) {
    var credentials = AwsBasicCredentials.create(properties.accessKey(), properties.secretKey());
    return S3Client.builder()
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }
}
