var id = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") ?? throw new Exception("no key");
var secret = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY");
var s3 = new AmazonS3Client(id, secret, RegionEndpoint.EUWest1);
