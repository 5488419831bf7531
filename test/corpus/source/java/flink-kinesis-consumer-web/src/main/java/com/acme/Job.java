package com.acme;

class Job {
  Properties consumer() {
    Properties p = new Properties();
    p.setProperty(AWSConfigConstants.AWS_REGION, "eu-west-1");
    p.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "WEB_IDENTITY_TOKEN");
    return p;
  }
}
