package com.acme;

class Links {
  GetObjectPresignRequest request(GetObjectRequest get) {
    return GetObjectPresignRequest.builder().signatureDuration(Limits.LINK).getObjectRequest(get).build();
  }

  PutObjectPresignRequest put(PutObjectRequest put) {
    return PutObjectPresignRequest.builder().signatureDuration(Duration.ofMinutes(Limits.UPLOAD_MINUTES)).putObjectRequest(put).build();
  }
}
