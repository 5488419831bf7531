async fn client(conf: &Conf) -> Result<Client> {
    match (&conf.access_key, &conf.secret_key) {
        (Some(id), Some(secret)) => {
            let shared = aws_config::from_env()
                .credentials_provider(Credentials::new(id, secret, None, None, "svc"))
                .load()
                .await;
            Ok(Client::new(&shared))
        }
        _ => Err(anyhow!("no key")),
    }
}
