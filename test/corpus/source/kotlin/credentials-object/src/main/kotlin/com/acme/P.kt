package com.acme

fun provider(settings: Settings) = object : AwsCredentialsProvider {
  override fun resolveCredentials(): AwsCredentials = object : AwsCredentials {
    override fun accessKeyId() = settings.id
    override fun secretAccessKey() = settings.secret
  }
}
