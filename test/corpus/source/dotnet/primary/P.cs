AWSCredentials credentials = string.IsNullOrWhiteSpace(accessKey)
    ? FallbackCredentialsFactory.GetCredentials()
    : new BasicAWSCredentials(accessKey, secretKey);
