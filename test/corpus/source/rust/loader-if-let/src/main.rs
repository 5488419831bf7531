async fn load(c: &Conf) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    if let (Some(id), Some(secret)) = (&c.access_key, &c.secret_key) {
        loader = loader.credentials_provider(Credentials::new(id, secret, None, None, "conf"));
    }
    loader.load().await
}
