logger.LogInformation("AWS_ACCESS_KEY_ID is not needed any more");
var client = new AmazonS3Client(new AmazonS3Config { ServiceURL = url });
