package com.example;

class Fetch {
  BasicAWSCredentials keys(AWSCredentialsProvider provider) {
    AWSCredentials given = provider.getCredentials();
    return new BasicAWSCredentials(given.getAWSAccessKeyId(), given.getAWSSecretKey());
  }
}
