package com.acme;

class R {
  AWS2S3Component component(CamelContext context, Settings s) {
    AWS2S3Component component = context.getComponent("aws2-s3", AWS2S3Component.class);
    component.getConfiguration().setAccessKey(s.id());
    component.getConfiguration().setSecretKey(s.secret());
    return component;
  }
}
