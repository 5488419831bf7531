async fn config() -> SdkConfig {
    aws_config::from_env().profile_name("production").load().await
}
