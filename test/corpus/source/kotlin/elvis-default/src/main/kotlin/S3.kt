fun provider(keys: Keys?): AwsCredentialsProvider =
    keys?.let { StaticCredentialsProvider.create(AwsBasicCredentials.create(it.id, it.secret)) }
        ?: DefaultCredentialsProvider.create()
