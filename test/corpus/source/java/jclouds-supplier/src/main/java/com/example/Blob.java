package com.example;

class Blob {
  BlobStoreContext open(String id, String secret) {
    return ContextBuilder.newBuilder("aws-s3").credentials(id, secret).buildView(BlobStoreContext.class);
  }
}
