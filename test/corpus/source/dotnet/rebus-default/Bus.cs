public class Bus
{
    public void Start() =>
        Configure.With(activator)
            .Transport(t => t.UseAmazonSQS(new AmazonSQSConfig { RegionEndpoint = RegionEndpoint.EUWest1 }, "orders"))
            .Start();
}
