package com.acme

fun client(conf: Conf): AmazonS3 {
  val builder = AmazonS3ClientBuilder.standard()
  if (!conf.accessKey.isNullOrBlank()) {
    builder.withCredentials(AWSStaticCredentialsProvider(BasicAWSCredentials(conf.accessKey, conf.secretKey)))
  }
  return builder.build()
}
