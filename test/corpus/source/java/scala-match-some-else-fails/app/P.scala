object P {
  def of(keys: Option[Keys]): AwsCredentialsProvider = keys match {
    case Some(Keys(id, secret)) => StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret))
    case None                   => throw new IllegalStateException("no keys")
  }
}
