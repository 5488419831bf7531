using Amazon;
using Amazon.S3;

public class Store
{
    private readonly IAmazonS3 _s3;

    public Store(Settings settings)
    {
        _s3 = new AmazonS3Client(RegionEndpoint.EUWest1);
    }
}
