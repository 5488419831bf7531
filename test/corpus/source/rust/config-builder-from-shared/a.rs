let shared = aws_config::load_defaults(BehaviorVersion::latest()).await;
let config = aws_sdk_s3::config::Builder::from(&shared)
    .credentials_provider(Credentials::new(id, secret, None, None, "svc"))
    .force_path_style(true)
    .build();
