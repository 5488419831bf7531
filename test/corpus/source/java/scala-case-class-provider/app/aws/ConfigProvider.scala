package aws

final case class ConfigProvider(config: Config) extends AwsCredentialsProvider {
  def resolveCredentials(): AwsCredentials =
    AwsBasicCredentials.create(config.getString("aws.access-key"), config.getString("aws.secret-key"))
}
