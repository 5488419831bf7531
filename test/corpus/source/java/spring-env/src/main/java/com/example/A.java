package com.example;

class A {
  String id(Environment environment) {
    return environment.getRequiredProperty("aws.accessKeyId");
  }

  String other(Environment env) {
    return env.getProperty("AWS_SECRET_ACCESS_KEY");
  }
}
