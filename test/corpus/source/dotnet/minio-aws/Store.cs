var client = new MinioClient()
    .WithEndpoint("s3.amazonaws.com")
    .WithCredentials(conf.Key, conf.Secret)
    .WithSSL()
    .Build();
