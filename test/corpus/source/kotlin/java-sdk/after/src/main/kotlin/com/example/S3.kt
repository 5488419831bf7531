package com.example

class Store(private val env: Map<String, String> = System.getenv()) {
    val s3: S3Client = S3Client.builder()
        .build()
}
