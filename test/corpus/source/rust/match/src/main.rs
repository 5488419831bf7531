async fn load(key: Option<String>, secret: Option<String>) -> SdkConfig {
    match (key, secret) {
        (Some(key), Some(secret)) => {
            let credentials = Credentials::new(key, secret, None, None, "conf");
            aws_config::from_env().credentials_provider(credentials).load().await
        }
        _ => aws_config::load_from_env().await,
    }
}
