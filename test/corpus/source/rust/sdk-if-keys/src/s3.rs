async fn client(conf: &Conf) -> Client {
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    if let (Some(id), Some(secret)) = (&conf.access_key_id, &conf.secret_access_key) {
        loader = loader.credentials_provider(Credentials::new(id, secret, None, None, "svc"));
    }
    Client::new(&loader.load().await)
}
