async fn client() -> Client {
    let mut loader = aws_config::from_env();
    if let (Ok(id), Ok(secret)) = (std::env::var("AWS_ACCESS_KEY_ID"), std::env::var("AWS_SECRET_ACCESS_KEY")) {
        loader = loader.credentials_provider(Credentials::new(id, secret, None, None, "svc"));
    }
    Client::new(&loader.load().await)
}
