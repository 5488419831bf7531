public class F
{
    public IBlobStorage Make(Settings s) =>
        StorageFactory.Blobs.AwsS3(s.Id, s.Secret, null, "files", "eu-west-1");
}
