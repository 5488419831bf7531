package com.acme;

import java.time.Duration;

class Links {
  private static final Duration LIFETIME = Duration.ofDays(5);

  String link(S3Presigner presigner, GetObjectRequest get) {
    return presigner
        .presignGetObject(b -> b.signatureDuration(LIFETIME).getObjectRequest(get))
        .url()
        .toString();
  }
}
