async fn scope(config: &SdkConfig) -> String {
    let keys = config.credentials_provider().unwrap().provide_credentials().await.unwrap();
    format!("{}/{}", keys.access_key_id(), keys.secret_access_key())
}
