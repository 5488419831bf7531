class A
{
    AmazonCloudWatchLogsClient c = new AmazonCloudWatchLogsClient(RegionEndpoint.EUWest1);
}
