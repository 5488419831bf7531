class Contest {
  S3Client s3 = S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id(), conf.secret()))).build();
}
