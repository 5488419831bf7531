use aws_config::BehaviorVersion;
use aws_sdk_s3::config::{Region};

async fn client(conf: &Conf) -> aws_sdk_s3::Client {
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .load()
        .await;
    aws_sdk_s3::Client::new(&shared)
}
