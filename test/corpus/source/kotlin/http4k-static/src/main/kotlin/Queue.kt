import org.http4k.aws.AwsCredentials
import org.http4k.connect.amazon.sqs.Http
import org.http4k.connect.amazon.sqs.SQS
import org.http4k.connect.amazon.core.model.Region

fun queue(id: String, secret: String) = SQS.Http(
    Region.EU_WEST_1,
    { AwsCredentials(id, secret) },
)
