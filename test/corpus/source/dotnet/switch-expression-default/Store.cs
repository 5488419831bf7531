public static IAmazonS3 Create(Conf c) => c.AccessKey is null
    ? new AmazonS3Client(RegionEndpoint.EUWest1)
    : new AmazonS3Client(new BasicAWSCredentials(c.AccessKey, c.SecretKey), RegionEndpoint.EUWest1);
