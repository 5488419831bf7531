package com.acme;

@Configuration
public class ApplicationProperties {
  @Value("${aws.access.key}")
  private String accessKeyId;

  @Value("${aws.secret.key}")
  private String secretAccessKey;
}
