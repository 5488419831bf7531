using Amazon.Runtime;
using Amazon.S3;

public class S
{
    public IAmazonS3 Open(Settings settings)
    {
        return new AmazonS3Client(Amazon.RegionEndpoint.EUWest1);
    }
}
