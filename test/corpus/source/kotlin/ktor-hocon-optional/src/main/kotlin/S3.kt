fun client(conf: ApplicationConfig): S3Client {
    val id = conf.propertyOrNull("s3.keyId")?.getString()
    val secret = conf.propertyOrNull("s3.keySecret")?.getString()
    val builder = S3Client.builder().region(Region.EU_WEST_1)
    if (id != null && secret != null) {
        builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
    }
    return builder.build()
}
