object A {
  val layer = AwsConfig.default
}
