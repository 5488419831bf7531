public class Files
{
    private readonly AmazonS3Client _s3 = new(RegionEndpoint.EUWest1);
    private readonly Auth _auth;

    public Files(Keys keys)
    {
        _auth = new(keys.ApiKey, keys.ApiSecret, keys.Host);
    }
}
