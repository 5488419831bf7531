public static class Store
{
    public static IAmazonS3 Open(StoreOptions o) =>
        string.IsNullOrEmpty(o.AccessKey)
            ? new AmazonS3Client(RegionEndpoint.EUWest1)
            : new AmazonS3Client(new BasicAWSCredentials(o.AccessKey, o.SecretKey), RegionEndpoint.EUWest1);
}
