use aws_config::environment::EnvironmentVariableCredentialsProvider;

async fn config() -> aws_config::SdkConfig {
    aws_config::from_env()
        .credentials_provider(EnvironmentVariableCredentialsProvider::new())
        .load()
        .await
}
