use aws_config::BehaviorVersion;
use aws_sdk_s3::Client;

pub async fn client() -> Client {
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .load()
        .await;
    Client::new(&shared)
}
