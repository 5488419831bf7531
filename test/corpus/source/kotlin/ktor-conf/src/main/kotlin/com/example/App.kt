package com.example

fun Application.s3(): S3Client {
    val id = environment.config.property("aws.accessKeyId").getString()
    val secret = environment.config.property("aws.secretAccessKey").getString()
    return client(id, secret)
}
