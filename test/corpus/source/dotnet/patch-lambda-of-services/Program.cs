builder.Services.AddSingleton<IAmazonS3>(_ =>
    new AmazonS3Client(new BasicAWSCredentials(conf["S3:Key"], conf["S3:Secret"]), RegionEndpoint.EUWest1));
