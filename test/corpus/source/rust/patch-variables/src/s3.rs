use aws_config::BehaviorVersion;
use aws_sdk_s3::config::Credentials;
use aws_sdk_s3::Client;

pub async fn client() -> Client {
    let id = std::env::var("AWS_ACCESS_KEY_ID").unwrap();
    let secret = std::env::var("AWS_SECRET_ACCESS_KEY").unwrap();
    let credentials = Credentials::new(id, secret, None, None, "svc");
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .credentials_provider(credentials)
        .load()
        .await;
    Client::new(&shared)
}
