async fn config(conf: &Conf) -> SdkConfig {
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    if let (Some(access_key), Some(secret_key)) = (&conf.access_key, &conf.secret_key) {
        loader = loader.credentials_provider(Credentials::new(
            access_key,
            secret_key,
            None,
            None,
            "conf",
        ));
    }
    loader.load().await
}
