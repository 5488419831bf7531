package com.acme;

import static com.acme.Ttl.EXPORT;

class Links {
  GetObjectPresignRequest of(GetObjectRequest get) {
    return GetObjectPresignRequest.builder().getObjectRequest(get).signatureDuration(EXPORT).build();
  }
}
