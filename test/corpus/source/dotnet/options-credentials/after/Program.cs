using Amazon.Runtime;

var builder = WebApplication.CreateBuilder(args);
var aws = builder.Configuration.GetAWSOptions();
builder.Services.AddDefaultAWSOptions(aws);
builder.Services.AddAWSService<IAmazonSQS>();
