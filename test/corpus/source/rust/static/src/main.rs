use aws_config::BehaviorVersion;
use aws_sdk_s3::config::{Credentials, Region};

async fn client(conf: &Conf) -> aws_sdk_s3::Client {
    let keys = Credentials::new(&conf.id, &conf.secret, None, None, "static");
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .credentials_provider(keys)
        .region(Region::new("eu-west-1"))
        .load()
        .await;
    aws_sdk_s3::Client::new(&shared)
}
