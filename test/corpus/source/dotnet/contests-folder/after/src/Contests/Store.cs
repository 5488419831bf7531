var s3 = new AmazonS3Client(RegionEndpoint.EUWest1);
