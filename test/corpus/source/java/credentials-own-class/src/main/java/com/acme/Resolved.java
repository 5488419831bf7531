package com.acme;

public class Resolved implements AwsCredentials {

  private final String accessKeyId;
  private final String secretAccessKey;

  Resolved(String accessKeyId, String secretAccessKey) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
  }

  @Override
  public String accessKeyId() {
    return accessKeyId;
  }

  @Override
  public String secretAccessKey() {
    return secretAccessKey;
  }
}
