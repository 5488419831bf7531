public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        var options = Configuration.GetAWSOptions();
        options.Credentials = new BasicAWSCredentials(_id, _secret);
        services.AddDefaultAWSOptions(options);
        services.AddAWSService<IAmazonS3>();
    }
}
