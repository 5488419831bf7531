package com.acme;

class P {
  AWSCredentialsProvider chain() {
    return new AWSCredentialsProviderChain(
        new DefaultAWSCredentialsProviderChain(),
        new ClasspathPropertiesFileCredentialsProvider());
  }
}
