import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import zio.s3._

object Main {
  val layer = live(Region.EU_WEST_1, AwsBasicCredentials.create(id, secret))
}
