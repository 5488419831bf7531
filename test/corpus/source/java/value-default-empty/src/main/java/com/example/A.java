@Configuration
class A {
  @Value("${aws.access-key:}")
  private String accessKey;
  @Value("${aws.secret-key:}")
  private String secretKey;

  @Bean
  S3Client s3() {
    if (accessKey.isEmpty()) {
      return S3Client.create();
    }
    return S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey))).build();
  }
}
