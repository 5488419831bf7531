async fn conf(args: Option<Args>) -> aws_config::SdkConfig {
    match args {
        Some(args) => {
            aws_config::from_env()
                .credentials_provider(aws_credential_types::Credentials::from_keys(args.access_key_id, args.secret_access_key, None))
                .load()
                .await
        }
        None => aws_config::load_from_env().await,
    }
}
