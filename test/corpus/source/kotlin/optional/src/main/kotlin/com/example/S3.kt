package com.example

fun client(conf: Conf) = S3Client {
    region = conf.region
    if (conf.accessKey != null && conf.secretKey != null) {
        credentialsProvider = StaticCredentialsProvider {
            accessKeyId = conf.accessKey
            secretAccessKey = conf.secretKey
        }
    }
}
