package com.acme;

class A {
  AwsCredentialsProvider provider(Conf conf) {
    if (conf.authType() == AuthType.STATIC) {
      return StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id(), conf.secret()));
    }
    return DefaultCredentialsProvider.create();
  }
}
