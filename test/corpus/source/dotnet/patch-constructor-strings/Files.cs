using Amazon.S3;

class Files
{
    private readonly IAmazonS3 s3 = new AmazonS3Client(Conf.AccessKey, Conf.SecretKey, RegionEndpoint.EUWest1);
}
