package com.example;

class Route extends RouteBuilder {
  public void configure() {
    from("aws2-s3://inbox?accessKey={{s3.key}}&secretKey={{s3.secret}}&region=eu-west-1").to("direct:in");
  }
}
