import io.ktor.server.auth.UserPasswordCredential
import software.amazon.awssdk.services.s3.S3Client

data class Credentials(val clientId: String, val secret: String)

fun login(config: Config) = Credentials(config.id, config.secret)

val s3: S3Client = S3Client.builder().build()
