package com.acme;

public class CustomCredentialsProvider implements AwsCredentialsProvider {

  private final String accessKeyId;
  private final String secretAccessKey;

  public CustomCredentialsProvider(String accessKeyId, String secretAccessKey) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return new Resolved(accessKeyId, secretAccessKey);
  }
}
