package com.example;

class S3 {
  AwsCredentialsProvider chain() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        WebIdentityTokenFileCredentialsProvider.create());
  }
}
