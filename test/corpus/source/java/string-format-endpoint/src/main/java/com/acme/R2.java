package com.acme;

class R2 {
  S3Client open(Conf c) {
    return S3Client.builder()
        .endpointOverride(URI.create(String.format("https://%s.r2.cloudflarestorage.com", c.account())))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.id(), c.secret())))
        .build();
  }
}
