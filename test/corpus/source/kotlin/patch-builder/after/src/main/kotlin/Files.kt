import software.amazon.awssdk.services.s3.S3Client

fun client(conf: Conf): S3Client =
    S3Client.builder()
        .region(conf.region)
        .build()
