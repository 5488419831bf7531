package com.example;

class Upload {
  private final TransferManager manager;

  Upload(Config config) {
    final String accessKey = config.getAwsAccessKey();
    final String secretKey = config.getAwsSecretKey();
    final AWSCredentialsProvider provider;
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      provider = new DefaultAWSCredentialsProviderChain();
    } else {
      provider = new AWSStaticCredentialsProvider(new BasicAWSCredentials(accessKey, secretKey));
    }
    manager = TransferManagerBuilder.standard().withS3Client(AmazonS3ClientBuilder.standard().withCredentials(provider).build()).build();
  }
}
