public static class Keys
{
    public static readonly string Id =
        Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")
        ?? throw new InvalidOperationException("no key");
}
