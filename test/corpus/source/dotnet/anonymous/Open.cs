using Amazon.Runtime;

public class Open
{
    public IAmazonS3 Client() => new AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1);
}
