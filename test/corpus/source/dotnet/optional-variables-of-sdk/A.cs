var id = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID");
var secret = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY");
var s3 = string.IsNullOrEmpty(id)
    ? new AmazonS3Client(RegionEndpoint.EUWest1)
    : new AmazonS3Client(new BasicAWSCredentials(id, secret), RegionEndpoint.EUWest1);
