fun client(id: String, secret: String): S3Client = S3Client.builder().apply {
    if (id.isNotBlank() && secret.isNotBlank()) {
        credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
    }
}.build()
