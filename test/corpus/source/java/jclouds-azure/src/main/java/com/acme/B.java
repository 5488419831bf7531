package com.acme;

class B {
  BlobStoreContext context(Settings s) {
    return ContextBuilder.newBuilder("azureblob").credentials(s.account(), s.awsFreeKey()).buildView(BlobStoreContext.class);
  }
}
