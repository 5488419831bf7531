package com.example

import org.http4k.aws.AwsCredentials
import org.http4k.connect.amazon.sqs.Http
import org.http4k.connect.amazon.sqs.SQS

fun queue(conf: Conf): SQS = SQS.Http(conf.region, { AwsCredentials(conf.id, conf.secret) })
