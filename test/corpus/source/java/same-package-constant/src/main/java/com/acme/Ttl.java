package com.acme;

interface Ttl {
  Duration EXPORT = Duration.ofHours(36);
}
