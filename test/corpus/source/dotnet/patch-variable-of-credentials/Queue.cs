using Amazon.SQS;

class Queue
{
    IAmazonSQS Open(Conf conf)
    {
        var keys = new BasicAWSCredentials(conf.Id, conf.Secret);
        return new AmazonSQSClient(keys, RegionEndpoint.EUWest1);
    }
}
