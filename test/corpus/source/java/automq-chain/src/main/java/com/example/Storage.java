package com.example;

import software.amazon.awssdk.auth.credentials.*;

class Storage {
  AwsCredentialsProvider provider(String id, String secret) {
    return AwsCredentialsProviderChain.builder()
        .reuseLastProviderEnabled(true)
        .credentialsProviders(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)),
            InstanceProfileCredentialsProvider.create())
        .build();
  }
}
