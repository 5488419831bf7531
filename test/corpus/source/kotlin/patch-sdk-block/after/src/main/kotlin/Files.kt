import aws.sdk.kotlin.services.s3.S3Client

suspend fun client(conf: Conf) = S3Client {
    region = "eu-west-1"
}
