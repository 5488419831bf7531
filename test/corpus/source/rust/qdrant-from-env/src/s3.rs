fn builder(credentials: &AwsCredentials) -> AmazonS3Builder {
    match credentials {
        AwsCredentials::Default => AmazonS3Builder::from_env(),
        AwsCredentials::Static { id, secret } => AmazonS3Builder::new()
            .with_access_key_id(id)
            .with_secret_access_key(secret),
    }
}
