package com.acme;

class Queue {
  SqsClient open() {
    return SqsClient.builder()
        .build();
  }
}
