import aws.sdk.kotlin.services.s3.S3Client
import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials

class Store(private val id: String, private val secret: String) {
    val s3 = S3Client {
        region = "eu-west-1"
        credentialsProvider = object : CredentialsProvider {
            override suspend fun resolve(attributes: Attributes): Credentials =
                Credentials(id, secret)
        }
    }
}
