package com.acme;

class R {
  PayClient pay(PayConfiguration configuration, Settings s) {
    configuration.setAccessKey(s.id());
    return new PayClient(configuration);
  }
}
