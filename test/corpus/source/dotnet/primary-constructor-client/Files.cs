public class Files(IOptions<S3Options> options)
{
    private readonly IAmazonS3 _s3 = new AmazonS3Client(
        new BasicAWSCredentials(options.Value.AccessKey, options.Value.SecretKey),
        new AmazonS3Config { RegionEndpoint = RegionEndpoint.EUWest1 });
}
