use aws_config::BehaviorVersion;
use aws_sdk_s3::config::Credentials;
use aws_sdk_s3::Client;

pub async fn client(conf: &Conf) -> Client {
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .region("eu-west-1")
        .credentials_provider(Credentials::new(&conf.id, &conf.secret, None, None, "svc"))
        .load()
        .await;
    Client::new(&shared)
}
