public class Store
{
    private readonly AWSCredentials _keys = new InstanceProfileAWSCredentials();
}
