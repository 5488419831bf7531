package com.acme;

class B {
  BlobStoreContext context(Settings s) {
    return ContextBuilder.newBuilder("aws-s3")
        .credentials(s.id(), s.secret())
        .buildView(BlobStoreContext.class);
  }
}
