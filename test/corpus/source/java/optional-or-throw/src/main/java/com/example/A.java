class A {
  AwsCredentialsProvider p(Optional<Keys> keys) {
    return keys.map(k -> StaticCredentialsProvider.create(AwsBasicCredentials.create(k.id(), k.secret())))
        .orElseThrow(() -> new IllegalStateException("no key"));
  }
}
