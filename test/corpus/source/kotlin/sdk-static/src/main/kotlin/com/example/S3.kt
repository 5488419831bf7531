package com.example

import aws.sdk.kotlin.runtime.auth.credentials.StaticCredentialsProvider
import aws.sdk.kotlin.services.s3.S3Client

fun client(conf: Conf) = S3Client {
    region = "eu-west-1"
    credentialsProvider = StaticCredentialsProvider {
        accessKeyId = conf.id
        secretAccessKey = conf.secret
    }
}
