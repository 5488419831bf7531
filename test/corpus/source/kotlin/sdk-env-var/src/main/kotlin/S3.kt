val s3 = S3Client {
    credentialsProvider = StaticCredentialsProvider(
        Credentials(
            accessKeyId = System.getenv("AWS_ACCESS_KEY_ID"),
            secretAccessKey = System.getenv("AWS_SECRET_ACCESS_KEY"),
        ),
    )
}
