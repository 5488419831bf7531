foreach (var name in new[] { "AWS_ACCESS_KEY_ID", "AWS_ROLE_ARN" })
{
    log.LogInformation("{Name} set: {Set}", name, Environment.GetEnvironmentVariable(name) is not null);
}
