use opendal::{services, Operator};

fn op(c: &Conf) -> opendal::Result<Operator> {
    let s3 = services::S3::default()
        .bucket("files")
        .region("eu-west-1")
        .disable_config_load()
        .access_key_id(&c.id)
        .secret_access_key(&c.secret);
    Ok(Operator::new(s3)?.finish())
}
