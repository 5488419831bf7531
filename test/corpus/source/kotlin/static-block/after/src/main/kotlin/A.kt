val client = S3Client {
    region = "eu-west-1"
}
