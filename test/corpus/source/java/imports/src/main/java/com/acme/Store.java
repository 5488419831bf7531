package com.acme;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Files of the shop. */
final class Store {
  private static final String ID = System.getenv("AWS_ACCESS_KEY_ID");
  private static final String SECRET = System.getenv("AWS_SECRET_ACCESS_KEY");

  S3Client open() {
    AwsBasicCredentials keys = AwsBasicCredentials.create(ID, SECRET);
    return S3Client.builder()
        .region(Region.EU_WEST_1) // of the bucket
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .build();
  }
}
