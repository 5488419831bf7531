package com.acme;

public class Route extends RouteBuilder {
  @Override
  public void configure() {
    from("file:in").to("aws2-s3://files?useDefaultCredentialsProvider=true");
  }
}
