package com.example;

class Main {
  Supplier<Credentials> supplier(DefaultAWSCredentialsProviderChain chain) {
    return () -> new Credentials(
        chain.getCredentials().getAWSAccessKeyId(),
        chain.getCredentials().getAWSSecretKey());
  }
}
