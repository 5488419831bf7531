package com.acme;

class A {
  void set(S3ClientBuilder builder, Conf conf) {
    if (conf.accessKey().isPresent()) {
      builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.accessKey().get(), conf.secret().get())));
    }
  }
}
