var s3 = new AmazonS3Client(
    Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
    Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"),
    RegionEndpoint.EUWest1);
