var chain = new CredentialProfileStoreChain();
chain.TryGetAWSCredentials("production", out var keys);
var s3 = new AmazonS3Client(keys);
