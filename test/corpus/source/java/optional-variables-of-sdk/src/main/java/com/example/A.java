class A {
  AwsCredentialsProvider p() {
    String id = System.getenv("AWS_ACCESS_KEY_ID");
    String secret = System.getenv("AWS_SECRET_ACCESS_KEY");
    if (id == null || secret == null) {
      return DefaultCredentialsProvider.create();
    }
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }
}
