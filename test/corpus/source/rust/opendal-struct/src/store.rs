use opendal::services::S3Config;

pub fn conf(c: &Conf) -> S3Config {
    S3Config {
        bucket: c.bucket.clone(),
        access_key_id: Some(c.id.clone()),
        secret_access_key: Some(c.secret.clone()),
        ..Default::default()
    }
}
