fun provider(accessKey: String?, secret: String?): AwsCredentialsProvider =
    accessKey?.let { StaticCredentialsProvider.create(AwsBasicCredentials.create(it, secret)) }
        ?: DefaultCredentialsProvider.create()
