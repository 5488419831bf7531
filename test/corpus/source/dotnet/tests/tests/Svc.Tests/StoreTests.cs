public class StoreTests
{
    private readonly BasicAWSCredentials _keys = new("test", "test");
    private readonly AWSCredentials _other = new BasicAWSCredentials("a", "b");
}
