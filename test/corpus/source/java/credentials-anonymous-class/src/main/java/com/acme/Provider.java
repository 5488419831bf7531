package com.acme;

class Provider {
  static AwsCredentialsProvider provider() {
    return new AwsCredentialsProvider() {
      @Override
      public AwsCredentials resolveCredentials() {
        return new AwsCredentials() {
          @Override
          public String accessKeyId() {
            return System.getenv("AWS_ACCESS_KEY_SQS");
          }

          @Override
          public String secretAccessKey() {
            return System.getenv("AWS_SECRET_KEY_SQS");
          }
        };
      }
    };
  }
}
