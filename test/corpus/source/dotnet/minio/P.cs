var minio = new MinioClient()
    .WithEndpoint("s3.amazonaws.com")
    .WithCredentials(accessKey, secretKey)
    .Build();
