use opendal::services::S3Config;

pub fn conf(c: &Conf) -> S3Config {
    let mut s3 = S3Config::default();
    s3.access_key_id = None;
    s3.region = Some("eu-west-1".into());
    s3
}
