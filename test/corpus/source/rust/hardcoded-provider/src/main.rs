async fn config(c: &Conf) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .credentials_provider(aws_credential_types::Credentials::new(&c.id, &c.secret, None, None, "conf"))
        .load()
        .await
}
