package com.acme;

class Check {
  void tell() {
    for (String name : List.of("AWS_ACCESS_KEY_ID", "AWS_ROLE_ARN")) {
      LOG.info("{} set: {}", name, System.getenv(name) != null);
    }
  }
}
