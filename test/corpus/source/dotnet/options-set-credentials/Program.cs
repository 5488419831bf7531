var options = builder.Configuration.GetAWSOptions();
options.Credentials = new EnvironmentVariablesAWSCredentials();
builder.Services.AddDefaultAWSOptions(options);
