module Files

let client (conf: Conf) =
    new AmazonS3Client(RegionEndpoint.EUWest1)
