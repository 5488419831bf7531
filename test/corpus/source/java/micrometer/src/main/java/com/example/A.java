package com.example;

class A {
  private String accessKeyId;

  String getAccessKeyId() {
    return accessKeyId;
  }

  void setAccessKeyId(String accessKeyId) {
    this.accessKeyId = accessKeyId;
  }
}
