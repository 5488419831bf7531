package com.example;

@Configuration
class S3Config {
  @Bean
  S3Client s3(AwsProperties p) {
    var keys = AwsBasicCredentials.create(p.accessKey(), p.secretKey());
    return S3Client.builder().credentialsProvider(() -> keys).region(Region.of(p.region())).build();
  }
}
