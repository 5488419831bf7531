module Files

let client (conf: Conf) =
    new AmazonS3Client(BasicAWSCredentials(conf.Id, conf.Secret), RegionEndpoint.EUWest1)
