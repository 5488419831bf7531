public class Files
{
    private readonly AmazonS3Client _s3;

    public Files(Keys keys)
    {
        _s3 = new(keys.AccessKey, keys.SecretKey, RegionEndpoint.EUWest1);
    }
}
