package com.example

val id: String = System.getenv("AWS_ACCESS_KEY_ID") ?: error("no key")
val secret: String = checkNotNull(System.getenv("AWS_SECRET_ACCESS_KEY"))
