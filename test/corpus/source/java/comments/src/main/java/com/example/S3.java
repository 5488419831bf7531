package com.example;

/**
 * Not {@code new BasicAWSCredentials(id, secret)}.
 */
class S3 {
  /*
  StaticCredentialsProvider.create(AwsBasicCredentials.create(a, b));
  System.getenv("AWS_ACCESS_KEY_ID");
  */
  private final S3Client s3 = S3Client.create(); // not EnvironmentVariableCredentialsProvider.create()
}
