package com.acme;

class Sql {
  Properties of(Conf c) {
    Properties p = new Properties();
    p.setProperty("user", c.user());
    p.setProperty("accessToken", c.token());
    p.setProperty("SSLTrustStorePassword", c.secretKey());
    return p;
  }
}
