package com.acme;

class P {
  AmazonS3 open(Conf c) {
    return AmazonS3ClientBuilder.standard()
        .withCredentials(new AWSCredentialsProvider() {
          public AWSCredentials getCredentials() {
            return new AWSCredentials() {
              public String getAWSAccessKeyId() { return c.id(); }
              public String getAWSSecretKey() { return c.secret(); }
            };
          }
          public void refresh() {}
        })
        .build();
  }
}
