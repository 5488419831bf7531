public class Mail
{
    private readonly IAmazonSimpleEmailService _ses;

    public Mail(IConfiguration configuration)
    {
        var credentials = new BasicAWSCredentials(configuration["Mail:Id"], configuration["Mail:Secret"]);
        _ses = new AmazonSimpleEmailServiceClient(credentials, RegionEndpoint.EUWest1);
    }
}
