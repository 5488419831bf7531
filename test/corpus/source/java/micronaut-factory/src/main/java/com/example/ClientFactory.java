package com.example;

@Factory
class ClientFactory {
  @Singleton
  AwsCredentialsProvider keys(@Property(name = "aws.access-key-id") String id, @Property(name = "aws.secret-key") String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }
}
