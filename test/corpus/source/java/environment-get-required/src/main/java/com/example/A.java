class A {
  String id(Environment env) {
    return env.getRequiredProperty("cloud.aws.credentials.access-key");
  }
}
