package com.example

import org.http4k.connect.amazon.CredentialsProvider
import org.http4k.connect.amazon.dynamodb.DynamoDb
import org.http4k.connect.amazon.dynamodb.Http

val db = DynamoDb.Http(System.getenv(), credentialsProvider = CredentialsProvider.Environment())
