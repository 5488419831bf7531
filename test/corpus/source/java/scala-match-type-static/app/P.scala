object P {
  def of(conf: Conf): AwsCredentialsProvider = conf.provider match {
    case "static"  => StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id, conf.secret))
    case "default" => DefaultCredentialsProvider.create()
  }
}
