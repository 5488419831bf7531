var s3 = new AmazonS3Client(new GenericContainerCredentials(), RegionEndpoint.EUWest1);
