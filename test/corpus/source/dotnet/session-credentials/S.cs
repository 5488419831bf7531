using Amazon.Runtime;
using Amazon.S3;

public class S
{
    public IAmazonS3 Open(Settings settings)
    {
        var keys = new SessionAWSCredentials(settings.Id, settings.Secret, settings.Token);
        return new AmazonS3Client(keys, Amazon.RegionEndpoint.EUWest1);
    }
}
