var s3 = new AmazonS3Client(new BasicAWSCredentials("a", "b"));
