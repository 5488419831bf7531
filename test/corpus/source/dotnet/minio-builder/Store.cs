using Minio;

public class Store
{
    public IMinioClient Open(StoreOptions o) => new MinioClient()
        .WithEndpoint("s3.amazonaws.com")
        .WithCredentials(o.AccessKey, o.SecretKey)
        .WithSSL()
        .Build();
}
