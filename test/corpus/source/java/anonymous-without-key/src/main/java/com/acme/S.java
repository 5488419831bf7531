package com.acme;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S {
  AwsCredentialsProvider provider(String key, String secret) {
    if (key != null && !key.isEmpty()) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
    } else {
      return AnonymousCredentialsProvider.create();
    }
  }
}
