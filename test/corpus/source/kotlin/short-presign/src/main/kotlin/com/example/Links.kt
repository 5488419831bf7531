package com.example

private val LOGIN = 30.days

suspend fun link(s3: S3Client, request: GetObjectRequest) =
    s3.presignGetObject(request, 30.minutes).url

fun cookie() = Cookie("s", maxAge = LOGIN.inWholeSeconds)
