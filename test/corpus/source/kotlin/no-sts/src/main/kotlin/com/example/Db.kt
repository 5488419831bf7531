package com.example

val db: DynamoDbClient = DynamoDbClient.create()
