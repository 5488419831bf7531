package com.example;

@Configuration
class Conf {
  @Bean
  AwsCredentialsProvider keys(Settings s) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(s.id(), s.secret()));
  }
}
