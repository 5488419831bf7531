let config = aws_sdk_s3::Config::builder()
    .endpoint_url("http://localhost:4566")
    .credentials_provider(Credentials::new("test", "test", None, None, "local"))
    .build();
