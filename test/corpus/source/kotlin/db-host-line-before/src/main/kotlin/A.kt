val db = Db(host = "localhost")
val s3 = S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret))).build()
val cache = Cache(endpoint = "http://cache:11211")
