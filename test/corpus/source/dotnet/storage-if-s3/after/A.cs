if (options.Provider == "S3")
{
    services.AddSingleton<IAmazonS3>(new AmazonS3Client(RegionEndpoint.EUWest1));
}
