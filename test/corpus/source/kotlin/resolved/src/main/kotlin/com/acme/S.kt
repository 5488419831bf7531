package com.acme

suspend fun sign(provider: CredentialsProvider): String {
    val credentials = provider.resolve()
    return credentials.accessKeyId + credentials.secretAccessKey
}
