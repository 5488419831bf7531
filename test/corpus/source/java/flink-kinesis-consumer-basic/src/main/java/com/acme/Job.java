package com.acme;

class Job {
  Properties consumer(Conf c) {
    Properties p = new Properties();
    p.setProperty(AWSConfigConstants.AWS_REGION, "eu-west-1");
    p.setProperty(AWSConfigConstants.AWS_ACCESS_KEY_ID, c.id());
    p.setProperty(AWSConfigConstants.AWS_SECRET_ACCESS_KEY, c.secret());
    return p;
  }
}
