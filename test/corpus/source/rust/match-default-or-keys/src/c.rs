async fn config(auth: Auth) -> SdkConfig {
    let loader = match auth {
        Auth::Default => aws_config::defaults(BehaviorVersion::latest()),
        Auth::Keys { id, secret } => aws_config::defaults(BehaviorVersion::latest())
            .credentials_provider(Credentials::new(id, secret, None, None, "conf")),
    };
    loader.load().await
}
