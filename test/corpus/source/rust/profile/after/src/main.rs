async fn config() -> SdkConfig {
    aws_config::from_env().load().await
}
