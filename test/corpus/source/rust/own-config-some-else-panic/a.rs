async fn client(conf: &Conf) -> Client {
    let (Some(id), Some(secret)) = (&conf.access_key, &conf.secret_key) else {
        panic!("no key");
    };
    let shared = aws_config::from_env()
        .credentials_provider(Credentials::new(id, secret, None, None, "svc"))
        .load()
        .await;
    Client::new(&shared)
}
