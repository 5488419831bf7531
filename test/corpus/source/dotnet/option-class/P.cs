public class StoreOptions
{
    public string? AccessKey { get; set; }
    public string? SecretKey { get; set; }
    public TimeSpan CacheLife { get; set; } = TimeSpan.FromDays(7);
}
