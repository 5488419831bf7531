package com.acme;

import software.amazon.awssdk.auth.credentials.*;

final class Creds {
  static AwsCredentialsProvider chain() {
    return AwsCredentialsProviderChain.builder()
        .addCredentialsProvider(EnvironmentVariableCredentialsProvider.create())
        .addCredentialsProvider(InstanceProfileCredentialsProvider.create())
        .build();
  }
}
