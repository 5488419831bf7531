Dim credentials As New BasicAWSCredentials(conf.Id, conf.Secret)
Dim client As New AmazonS3Client(credentials, RegionEndpoint.EUWest1)
