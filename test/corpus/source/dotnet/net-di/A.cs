var options = builder.Configuration.GetAWSOptions();
options.Credentials = new BasicAWSCredentials(settings.Id, settings.Secret);
builder.Services.AddDefaultAWSOptions(options);
