package com.example

import aws.smithy.kotlin.runtime.auth.awscredentials.Credentials

fun keys(conf: Conf) =
    StaticCredentialsProvider(Credentials(conf.id, conf.secret))
