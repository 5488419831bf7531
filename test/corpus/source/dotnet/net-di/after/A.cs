var options = builder.Configuration.GetAWSOptions();
builder.Services.AddDefaultAWSOptions(options);
