public static class Factory
{
    public static IAmazonS3 Create(Settings settings)
    {
        var config = new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region) };
        if (string.IsNullOrEmpty(settings.AccessKeyId))
        {
            throw new ArgumentException("accessKeyId is missing");
        }
        return new AmazonS3Client(settings.AccessKeyId, settings.SecretAccessKey, config);
    }
}
