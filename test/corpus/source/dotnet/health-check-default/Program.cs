builder.Services.AddHealthChecks().AddS3(options =>
{
    options.BucketName = "files";
    options.Credentials = FallbackCredentialsFactory.GetCredentials();
});
