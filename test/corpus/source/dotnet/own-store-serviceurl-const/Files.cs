var s3 = new AmazonS3Client(
    new BasicAWSCredentials(o.Id, o.Secret),
    new AmazonS3Config { ServiceURL = $"https://{o.Account}.r2.cloudflarestorage.com" });
