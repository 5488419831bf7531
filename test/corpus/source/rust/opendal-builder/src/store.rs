use opendal::{services::S3, Operator};

pub fn open(c: &Config) -> opendal::Result<Operator> {
    let mut builder = S3::default();
    builder.bucket(&c.bucket).region("eu-west-1");
    builder.access_key_id(&c.id);
    builder.secret_access_key(&c.secret);
    Ok(Operator::new(builder)?.finish())
}
