var options = builder.Configuration.GetAWSOptions();
if (builder.Environment.IsDevelopment())
{
    options.Credentials = new BasicAWSCredentials("test", "test");
}
builder.Services.AddDefaultAWSOptions(options);
