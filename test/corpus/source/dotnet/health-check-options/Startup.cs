public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddHealthChecks().AddS3(options =>
        {
            options.AccessKey = Configuration["Files:Id"];
            options.SecretKey = Configuration["Files:Secret"];
            options.BucketName = "files";
        });
    }
}
