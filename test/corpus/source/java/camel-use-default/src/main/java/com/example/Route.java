package com.example;

class Route extends RouteBuilder {
  public void configure() {
    from("aws2-s3://inbox?useDefaultCredentialsProvider=true&region=eu-west-1").to("direct:in");
  }
}
