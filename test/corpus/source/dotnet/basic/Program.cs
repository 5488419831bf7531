using Amazon.Runtime;
using Amazon.SQS;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IAmazonSQS>(_ =>
    new AmazonSQSClient(
        new BasicAWSCredentials(
            builder.Configuration["AWS:AccessKey"],
            builder.Configuration["AWS:SecretKey"]),
        Amazon.RegionEndpoint.EUWest1));
