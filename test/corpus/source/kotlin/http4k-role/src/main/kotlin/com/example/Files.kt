package com.example

fun files(env: Environment): S3 = S3.Http(CredentialsProvider.STSWebIdentity(env))
