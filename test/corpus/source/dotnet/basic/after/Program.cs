using Amazon.Runtime;
using Amazon.SQS;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IAmazonSQS>(_ =>
    new AmazonSQSClient(
        Amazon.RegionEndpoint.EUWest1));
