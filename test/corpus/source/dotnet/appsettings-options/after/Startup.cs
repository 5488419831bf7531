using Amazon.S3;

public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        var options = Configuration.GetSection("Storage:S3").Get<S3Options>();
        services.AddSingleton<IAmazonS3>(_ =>
            new AmazonS3Client(RegionEndpoint.EUWest1));
    }
}
