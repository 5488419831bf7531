package com.acme;

class Q {
  SqsClient open(Conf conf) {
    SqsClientBuilder builder = SqsClient.builder();
    builder.region(conf.region());
    builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id(), conf.secret())));
    return builder.build();
  }
}
