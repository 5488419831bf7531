class A {
  void run(ProcessBuilder builder) {
    builder.environment().put("AWS_ACCESS_KEY_ID", config.id());
    builder.environment().put("AWS_SECRET_ACCESS_KEY", config.secret());
    builder.environment().remove("AWS_PROFILE");
  }
}
