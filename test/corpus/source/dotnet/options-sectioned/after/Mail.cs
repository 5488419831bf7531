public class Mail
{
    private readonly IAmazonSimpleEmailService _ses;

    public Mail(IConfiguration configuration)
    {
        _ses = new AmazonSimpleEmailServiceClient(RegionEndpoint.EUWest1);
    }
}
