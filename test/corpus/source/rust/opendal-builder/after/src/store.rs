use opendal::{services::S3, Operator};

pub fn open(c: &Config) -> opendal::Result<Operator> {
    let mut builder = S3::default();
    builder.bucket(&c.bucket).region("eu-west-1");
    Ok(Operator::new(builder)?.finish())
}
