use opendal::services::S3Config;

pub fn conf(c: &Conf) -> S3Config {
    let mut s3 = S3Config::default();
    s3.bucket = c.bucket.clone();
    s3.access_key_id = Some(c.id.clone());
    s3.secret_access_key = Some(c.secret.clone());
    s3
}
