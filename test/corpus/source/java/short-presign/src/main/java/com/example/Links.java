package com.example;

class Links {
  private static final Duration LINK = Duration.ofMinutes(10);
  private static final Duration LOGIN = Duration.ofDays(1);

  URL link(S3Presigner presigner, GetObjectRequest request) {
    sessions.expiration(LOGIN);
    return presigner.presignGetObject(p -> p.signatureDuration(LINK).getObjectRequest(request)).url();
  }
}
