public class Sign
{
    public async Task<string> Scope(AWSCredentials credentials)
    {
        var keys = await credentials.GetCredentialsAsync();
        return keys.AccessKey + keys.SecretKey;
    }
}
