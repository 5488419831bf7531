val id = System.getenv("AWS_ACCESS_KEY_ID") ?: error("no key")
val secret = System.getenv("AWS_SECRET_ACCESS_KEY")!!
val s3 = S3Client.builder()
    .credentialsProvider { AwsBasicCredentials.create(id, secret) }
    .build()
