val client = S3Client {
    region = "eu-west-1"
    credentialsProvider = StaticCredentialsProvider {
        accessKeyId = conf.id
        secretAccessKey = conf.secret
    }
}
