use std::time::Duration;

const LIFE: Duration = Duration::from_secs(2 * 24 * 60 * 60);

async fn link(s3: &Client, key: &str) -> String {
    let config = PresigningConfig::expires_in(LIFE).unwrap();
    s3.get_object().bucket("v").key(key).presigned(config).await.unwrap().uri().to_string()
}
