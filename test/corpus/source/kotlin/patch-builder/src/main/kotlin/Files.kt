import software.amazon.awssdk.auth.credentials.AwsBasicCredentials
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider
import software.amazon.awssdk.services.s3.S3Client

fun client(conf: Conf): S3Client =
    S3Client.builder()
        .region(conf.region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(conf.id, conf.secret)),
        )
        .build()
