package aws

object Providers {
  def of(keys: Option[Keys]): AwsCredentialsProvider = keys match {
    case Some(Keys(id, secret)) => StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret))
    case None                   => DefaultCredentialsProvider.create()
  }
}
