public static IAmazonSQS Create(string? accessKey, string? secretKey)
{
    if (string.IsNullOrWhiteSpace(accessKey) || string.IsNullOrWhiteSpace(secretKey))
    {
        return new AmazonSQSClient(RegionEndpoint.EUWest1);
    }
    return new AmazonSQSClient(new BasicAWSCredentials(accessKey, secretKey), RegionEndpoint.EUWest1);
}
