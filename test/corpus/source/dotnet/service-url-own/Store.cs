var s3 = new AmazonS3Client(
    new BasicAWSCredentials(conf.Key, conf.Secret),
    new AmazonS3Config { ServiceURL = "http://minio:9000", ForcePathStyle = true });
