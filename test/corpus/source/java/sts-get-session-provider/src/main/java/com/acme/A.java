class A {
  AwsCredentialsProvider p =
      StsGetSessionTokenCredentialsProvider.builder()
          .stsClient(sts)
          .build();
}
