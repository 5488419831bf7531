public static AWSCredentials Of(string? accessKey, string? secretKey)
{
    if (string.IsNullOrEmpty(accessKey))
    {
        return new AnonymousAWSCredentials();
    }
    return new BasicAWSCredentials(accessKey, secretKey);
}
