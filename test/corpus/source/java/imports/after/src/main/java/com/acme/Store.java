package com.acme;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Files of the shop. */
final class Store {
  S3Client open() {
    return S3Client.builder()
        .region(Region.EU_WEST_1) // of the bucket
        .build();
  }
}
