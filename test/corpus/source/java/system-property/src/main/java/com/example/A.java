package com.example;

class A {
  void init() {
    System.setProperty("aws.accessKeyId", conf.id());
    System.setProperty("aws.secretAccessKey", conf.secret());
  }
}
