public static class Store
{
    public static IAmazonS3 Create(Settings settings)
    {
        if (!string.IsNullOrEmpty(settings.AccessKey) && !string.IsNullOrEmpty(settings.SecretKey))
        {
            return new AmazonS3Client(settings.AccessKey, settings.SecretKey);
        }

        return new AmazonS3Client();
    }
}
