using Amazon.Runtime;

var builder = WebApplication.CreateBuilder(args);
var aws = builder.Configuration.GetAWSOptions();
aws.Credentials = new BasicAWSCredentials(
    builder.Configuration["Queue:Id"],
    builder.Configuration["Queue:Secret"]);
builder.Services.AddDefaultAWSOptions(aws);
builder.Services.AddAWSService<IAmazonSQS>();
