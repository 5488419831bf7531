public class Store
{
    private readonly IAmazonS3 _s3 = new AmazonS3Client(new EnvironmentVariablesAWSCredentials());
}
