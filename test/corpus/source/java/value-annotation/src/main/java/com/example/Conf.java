package com.example;

@Configuration
class Conf {
  @Value("${AWS_ACCESS_KEY_ID}")
  private String id;

  @Value("${cloud.aws.credentials.secret-key}")
  private String secret;
}
