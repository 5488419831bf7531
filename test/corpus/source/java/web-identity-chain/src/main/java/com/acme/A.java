class A {
  AwsCredentialsProvider p =
      AwsCredentialsProviderChain.of(
          WebIdentityTokenFileCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create());
}
