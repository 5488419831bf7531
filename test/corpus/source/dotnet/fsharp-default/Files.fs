module Files

let client () = new AmazonS3Client(RegionEndpoint.EUWest1)
