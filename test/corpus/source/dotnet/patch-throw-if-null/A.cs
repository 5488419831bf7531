class A
{
    IAmazonS3 Open(Options o)
    {
        ArgumentNullException.ThrowIfNull(o.AccessKey);
        return new AmazonS3Client(new BasicAWSCredentials(o.AccessKey, o.SecretKey), RegionEndpoint.EUWest1);
    }
}
