val s3 = S3Client {
    region = "eu-west-1"
    credentialsProvider = EnvironmentCredentialsProvider()
}
