package com.acme;

class C {
  @Value("${payment.access.key}")
  private String id;
}
