var chain = new CredentialProfileStoreChain();
if (chain.TryGetAWSCredentials("media", out var credentials))
{
    s3 = new AmazonS3Client(credentials);
}
