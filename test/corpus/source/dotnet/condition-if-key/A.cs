class A
{
    IAmazonS3 Client(StoreOptions o)
    {
        if (!string.IsNullOrEmpty(o.AccessKey))
        {
            return new AmazonS3Client(new BasicAWSCredentials(o.AccessKey, o.SecretKey), RegionEndpoint.EUWest1);
        }
        return new AmazonS3Client(RegionEndpoint.EUWest1);
    }
}
