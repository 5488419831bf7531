package com.example

val s3 = S3Client {
}
