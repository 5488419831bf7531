pub async fn client(id: &str, secret: &str) -> aws_sdk_s3::Client {
    let config = aws_config::from_env().load().await;
    aws_sdk_s3::Client::new(&config)
}
