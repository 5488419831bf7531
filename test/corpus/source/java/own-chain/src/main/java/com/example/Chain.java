package com.example;

class Chain extends AWSCredentialsProviderChain {
  Chain() {
    super(
        new EnvironmentVariableCredentialsProvider(),
        new SystemPropertiesCredentialsProvider(),
        InstanceProfileCredentialsProvider.getInstance());
  }
}
