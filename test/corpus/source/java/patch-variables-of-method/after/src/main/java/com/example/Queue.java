package com.example;

class Queue {
  SqsClient client() {
    return SqsClient.builder().region(Region.EU_WEST_1).build();
  }
}
