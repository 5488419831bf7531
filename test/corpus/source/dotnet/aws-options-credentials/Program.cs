builder.Services.AddAWSService<IAmazonS3>(new AWSOptions
{
    Credentials = new BasicAWSCredentials(conf["id"], conf["secret"]),
    Region = RegionEndpoint.EUWest1,
});
