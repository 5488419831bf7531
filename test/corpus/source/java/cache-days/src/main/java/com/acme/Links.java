package com.acme;

import java.time.Duration;

class Links {
  private static final Duration CACHE = Duration.ofDays(7);
  private final Cache<String, String> cache = Caffeine.newBuilder().expireAfterWrite(CACHE).build();

  String link(S3Presigner presigner, GetObjectRequest get) {
    return presigner
        .presignGetObject(b -> b.signatureDuration(Duration.ofMinutes(10)).getObjectRequest(get))
        .url()
        .toString();
  }
}
