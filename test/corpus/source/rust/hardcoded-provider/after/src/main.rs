async fn config(c: &Conf) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .load()
        .await
}
