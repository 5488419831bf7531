public class Files
{
    public IFileStorage Make(Settings s) =>
        new S3FileStorage(o => o.ConnectionString($"id={s.Id};secret={s.Secret};bucket=files"));
}
