AWSConfigs.AWSProfileName = "media";
var s3 = new AmazonS3Client();
