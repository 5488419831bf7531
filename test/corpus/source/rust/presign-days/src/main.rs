use aws_sdk_s3::presigning::PresigningConfig;
use std::time::Duration;

const THREE_DAYS: u64 = 3 * 24 * 60 * 60;

async fn link(c: &aws_sdk_s3::Client, key: &str) -> String {
    let conf = PresigningConfig::expires_in(Duration::from_secs(THREE_DAYS)).unwrap();
    c.get_object().bucket("b").key(key).presigned(conf).await.unwrap().uri().to_string()
}
