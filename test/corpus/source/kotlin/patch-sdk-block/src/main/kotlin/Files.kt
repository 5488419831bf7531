import aws.sdk.kotlin.services.s3.S3Client
import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials
import aws.sdk.kotlin.runtime.auth.credentials.StaticCredentialsProvider

suspend fun client(conf: Conf) = S3Client {
    region = "eu-west-1"
    credentialsProvider = StaticCredentialsProvider(Credentials(conf.id, conf.secret))
}
