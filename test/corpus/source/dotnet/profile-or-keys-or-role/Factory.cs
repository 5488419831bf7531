public static class Factory
{
    public static IAmazonS3 Create(Settings s)
    {
        if (!string.IsNullOrWhiteSpace(s.AccessKeyId))
        {
            return new AmazonS3Client(new BasicAWSCredentials(s.AccessKeyId, s.SecretAccessKey), s.Region);
        }
        return new AmazonS3Client(s.Region);
    }
}
