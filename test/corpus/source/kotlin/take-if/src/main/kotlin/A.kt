fun client(id: String?, secret: String?): S3Client {
    val builder = S3Client.builder()
    if (!id.isNullOrBlank() && !secret.isNullOrBlank()) {
        builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
    }
    return builder.build()
}
