package com.acme;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

class Links {
  String link(AmazonS3 s3, String key) {
    Date end = Date.from(Instant.now().plus(1, ChronoUnit.DAYS));
    return s3.generatePresignedUrl("files", key, end).toString();
  }
}
