fun provider(c: Config): AwsCredentialsProvider =
    if (c.accessKey.isNullOrBlank() || c.secretKey.isNullOrBlank()) {
        DefaultCredentialsProvider.create()
    } else {
        StaticCredentialsProvider.create(AwsBasicCredentials.create(c.accessKey, c.secretKey))
    }
