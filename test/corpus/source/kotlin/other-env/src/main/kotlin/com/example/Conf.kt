package com.example

val region: String = System.getenv("AWS_REGION") ?: "eu-west-1"
val roleArn: String? = System.getenv("AWS_ROLE_ARN")
val hidden = setOf("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
