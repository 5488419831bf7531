package com.acme;

class Q {
  SqsClient open(Conf conf) {
    SqsClientBuilder builder = SqsClient.builder();
    builder.region(conf.region());
    return builder.build();
  }
}
