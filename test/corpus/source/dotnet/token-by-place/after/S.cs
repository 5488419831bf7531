using Amazon.S3;

public static class S
{
    public static IAmazonS3 Open(Settings s) =>
        new AmazonS3Client(Amazon.RegionEndpoint.EUWest1);
}
