package com.acme;

class Check {
  void check() {
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
      if (System.getenv(name) == null) {
        throw new IllegalStateException(name + " is not set");
      }
    }
  }
}
