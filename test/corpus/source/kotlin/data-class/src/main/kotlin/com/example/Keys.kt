package com.example

data class Keys(val accessKeyId: String, val createdAt: Instant)

fun list(iam: IamClient): List<Keys> =
    iam.listAccessKeys().accessKeyMetadata().map { Keys(it.accessKeyId(), it.createDate()) }
