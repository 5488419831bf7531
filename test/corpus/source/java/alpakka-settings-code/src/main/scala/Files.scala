object Files {
  val credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id, conf.secret))
  val settings = S3Ext(system).settings.withCredentialsProvider(credentials)
}
