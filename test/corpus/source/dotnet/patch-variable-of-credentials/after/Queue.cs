using Amazon.SQS;

class Queue
{
    IAmazonSQS Open(Conf conf)
    {
        return new AmazonSQSClient(RegionEndpoint.EUWest1);
    }
}
