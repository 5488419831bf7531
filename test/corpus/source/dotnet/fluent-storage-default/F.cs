public class F
{
    public IBlobStorage Make(Settings s) => StorageFactory.Blobs.AwsS3("files", "eu-west-1", "https://s3.eu-west-1.amazonaws.com");
}
