use aws_credential_types::Credentials;

pub async fn client(c: &Settings) -> aws_sdk_s3::Client {
    let mut loader = aws_config::from_env();
    if let (Some(id), Some(secret)) = (&c.access_key, &c.secret_key) {
        loader = loader.credentials_provider(Credentials::new(id, secret, None, None, "settings"));
    }
    aws_sdk_s3::Client::new(&loader.load().await)
}
