package com.example

suspend fun client() = S3Client.fromEnvironment { region = "eu-west-1" }

val other = S3Client {
    credentialsProvider = DefaultChainCredentialsProvider()
}
