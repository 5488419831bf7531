package com.acme

val storage = module {
    single { S3Client { region = getProperty("AWS_REGION") } }
    single { TokenStore(ttl = 7.days, key = get()) }
}
