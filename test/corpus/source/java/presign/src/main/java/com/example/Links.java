package com.example;

class Links {
  private static final Duration LIFE = Duration.ofDays(7);

  URL link(S3Presigner presigner, GetObjectRequest request) {
    return presigner
        .presignGetObject(p -> p.signatureDuration(LIFE).getObjectRequest(request))
        .url();
  }
}
