/// <summary>Not <c>new BasicAWSCredentials(id, secret)</c>.</summary>
public class Store
{
    /* new AmazonS3Client(accessKey, secretKey) */
    private const string Help = @"
      new BasicAWSCredentials(id, secret);
      Environment.GetEnvironmentVariable(""AWS_ACCESS_KEY_ID"")
    ";

    private readonly IAmazonS3 _s3 = new AmazonS3Client(); // EnvironmentVariablesAWSCredentials
}
