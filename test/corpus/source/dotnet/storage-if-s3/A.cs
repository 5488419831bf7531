if (options.Provider == "S3")
{
    services.AddSingleton<IAmazonS3>(new AmazonS3Client(new BasicAWSCredentials(options.Id, options.Secret), RegionEndpoint.EUWest1));
}
