package com.example;

@Configuration
@Profile("local")
class Local {
  @Bean
  S3Client s3() {
    return S3Client.builder()
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
