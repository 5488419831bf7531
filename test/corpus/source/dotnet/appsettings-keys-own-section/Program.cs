var keys = new BasicAWSCredentials(builder.Configuration["Aws:AccessKey"], builder.Configuration["Aws:SecretKey"]);
builder.Services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(keys, RegionEndpoint.EUWest1));
