package com.example

/* StaticCredentialsProvider.create(AwsBasicCredentials.create(a, b)) */
val help = """
    StaticCredentialsProvider { accessKeyId = "..." }
    System.getenv("AWS_ACCESS_KEY_ID")
""".trimIndent()

val s3: S3Client = S3Client.create() // EnvironmentVariableCredentialsProvider.create()
