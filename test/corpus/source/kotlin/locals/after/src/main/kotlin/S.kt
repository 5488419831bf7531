import aws.sdk.kotlin.services.s3.S3Client

fun open(): S3Client {
    return S3Client {
        region = "eu-west-1"
    }
}
