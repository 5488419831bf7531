AWSCredentials credentials = string.IsNullOrEmpty(options.AccessKey)
    ? FallbackCredentialsFactory.GetCredentials()
    : new BasicAWSCredentials(options.AccessKey, options.SecretKey);
var s3 = new AmazonS3Client(credentials, RegionEndpoint.EUWest1);
