var map = new Dictionary<string, string> { ["AccessKey"] = "label", ["SecretKey"] = "label" };
var header = new AuthenticationHeaderValue("Basic", token);
services.AddAWSService<IAmazonSQS>(configuration.GetAWSOptions("AWS"));
var s3 = new AmazonS3Client(config);
var other = new AmazonS3Client(RegionEndpoint.EUWest1);
