package com.acme;

class K {
  S3Client s3 = S3Client.builder().credentialsProvider(AnonymousCredentialsProvider.create()).build();
  S3Client two = S3Client.builder().credentialsProvider(WebIdentityTokenFileCredentialsProvider.create()).build();
}
