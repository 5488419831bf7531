package com.acme;

import software.amazon.awssdk.auth.credentials.*;

final class Creds {
  static AwsCredentialsProvider chain() {
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        DefaultCredentialsProvider.create());
  }
}
