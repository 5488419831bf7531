val sqs = SqsClient {
    conf.accessKey?.let { key ->
        credentialsProvider = StaticCredentialsProvider {
            accessKeyId = key
            secretAccessKey = conf.secretKey!!
        }
    }
}
