package com.example;

class Links {
  private static final Duration LIFE = Duration.ofDays(2);

  URL link(S3Presigner presigner, GetObjectRequest get) {
    return presigner.presignGetObject(r -> r.signatureDuration(LIFE).getObjectRequest(get)).url();
  }
}
