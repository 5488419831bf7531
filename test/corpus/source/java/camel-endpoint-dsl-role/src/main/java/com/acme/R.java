package com.acme;

import org.apache.camel.builder.endpoint.EndpointRouteBuilder;

class R extends EndpointRouteBuilder {
  public void configure() {
    from(file("in")).to(aws2S3("files").useDefaultCredentialsProvider(true).region("eu-west-1"));
  }
}
