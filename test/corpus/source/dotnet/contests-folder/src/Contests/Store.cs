var s3 = new AmazonS3Client(new BasicAWSCredentials(conf.Id, conf.Secret), RegionEndpoint.EUWest1);
