foreach (var name in new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY" })
{
    if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
    {
        throw new InvalidOperationException($"{name} is not set");
    }
}
