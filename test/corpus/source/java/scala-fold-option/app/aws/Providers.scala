package aws

object Providers {
  def of(keys: Option[Keys]): AwsCredentialsProvider =
    keys.fold[AwsCredentialsProvider](DefaultCredentialsProvider.create())(k =>
      StaticCredentialsProvider.create(AwsBasicCredentials.create(k.id, k.secret))
    )
}
