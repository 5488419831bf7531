package com.example

class Store(private val env: Map<String, String> = System.getenv()) {
    val s3: S3Client = S3Client.builder()
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]),
            ),
        )
        .build()
}
