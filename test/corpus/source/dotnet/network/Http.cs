public class Http
{
    public HttpClientHandler Handler(string user, string password) =>
        new() { Credentials = new NetworkCredential(user, password) };

    public BlobClient Blob(string accountKey, string url) =>
        new BlobClient(new Uri(url), new StorageSharedKeyCredential("a", accountKey));

    public void Cookie(CookieOptions options) => options.Expires = DateTimeOffset.UtcNow.AddDays(30);
}
