package com.acme

@Configuration
class C(
  @Value("\${aws.s3.access.key}") private val id: String,
  @Value("\${aws.s3.secret.key}") private val secret: String,
)
