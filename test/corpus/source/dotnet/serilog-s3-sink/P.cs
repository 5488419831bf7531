Log.Logger = new LoggerConfiguration()
    .WriteTo.AmazonS3("log.txt", "logs", RegionEndpoint.EUWest1, conf.AwsAccessKeyId, conf.AwsSecretAccessKey)
    .CreateLogger();
