import aws.sdk.kotlin.runtime.auth.credentials.StaticCredentialsProvider
import aws.sdk.kotlin.services.s3.S3Client

fun open(): S3Client {
    val id = System.getenv("AWS_ACCESS_KEY_ID")
    val secret = System.getenv("AWS_SECRET_ACCESS_KEY")
    return S3Client {
        region = "eu-west-1"
        credentialsProvider = StaticCredentialsProvider {
            accessKeyId = id
            secretAccessKey = secret
        }
    }
}
