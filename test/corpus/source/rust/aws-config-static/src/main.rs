use aws_credential_types::Credentials;

pub async fn client(id: &str, secret: &str) -> aws_sdk_s3::Client {
    let creds = Credentials::new(id, secret, None, None, "settings");
    let config = aws_config::from_env().credentials_provider(creds).load().await;
    aws_sdk_s3::Client::new(&config)
}
