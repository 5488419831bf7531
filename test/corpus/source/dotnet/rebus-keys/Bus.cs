public class Bus
{
    public void Start(Settings s) =>
        Configure.With(activator)
            .Transport(t => t.UseAmazonSQS(s.AccessKeyId, s.SecretAccessKey, RegionEndpoint.EUWest1, "orders"))
            .Start();
}
