fun client(conf: Conf): S3Client {
    val id = requireNotNull(conf.accessKey) { "no key" }
    val secret = requireNotNull(conf.secretKey) { "no secret" }
    return S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret))).build()
}
