package com.acme;

class Sql {
  Properties of(Conf c) {
    Properties p = new Properties();
    p.setProperty("AwsRegion", "eu-west-1");
    p.setProperty("AwsCredentialsProviderClass", "com.simba.athena.amazonaws.auth.PropertiesFileCredentialsProvider");
    return p;
  }
}
