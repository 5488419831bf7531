package com.acme;

public final class Limits {
  public static final Duration LINK = Duration.ofDays(2);
  public static final long UPLOAD_MINUTES = 10;
}
