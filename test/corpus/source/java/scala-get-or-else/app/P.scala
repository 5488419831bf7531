object P {
  def of(keys: Option[Keys]): AwsCredentialsProvider =
    keys
      .map(k => StaticCredentialsProvider.create(AwsBasicCredentials.create(k.id, k.secret)))
      .getOrElse(DefaultCredentialsProvider.create())
}
