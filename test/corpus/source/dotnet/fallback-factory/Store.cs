using Amazon.Runtime;
using Amazon.S3;

public class Store
{
    public IAmazonS3 Open() => new AmazonS3Client(FallbackCredentialsFactory.GetCredentials(), RegionEndpoint.EUWest1);
}
