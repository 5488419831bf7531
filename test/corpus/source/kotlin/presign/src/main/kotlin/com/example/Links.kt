package com.example

import kotlin.time.Duration.Companion.days

private val LIFE = 2.days

suspend fun link(s3: S3Client, key: String) =
    s3.presignGetObject(GetObjectRequest { bucket = "v"; this.key = key }, LIFE).url
