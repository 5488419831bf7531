class A
{
    AmazonCloudWatchLogsClient c = new AmazonCloudWatchLogsClient(config["Logs:Id"], config["Logs:Secret"], RegionEndpoint.EUWest1);
}
