public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        var options = Configuration.GetAWSOptions();
        services.AddDefaultAWSOptions(options);
        services.AddAWSService<IAmazonS3>();
    }
}
