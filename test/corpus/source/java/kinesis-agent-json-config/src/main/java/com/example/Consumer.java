package com.example;

class Consumer {
  KinesisClientLibConfiguration conf() {
    return new KinesisClientLibConfiguration("app", "stream", new DefaultAWSCredentialsProviderChain(), "worker");
  }
}
