use object_store::aws::{AmazonS3, AmazonS3Builder};

pub fn open(c: &Config) -> object_store::Result<AmazonS3> {
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(&c.bucket);
    if let Some(keys) = &c.keys {
        builder = builder
            .with_access_key_id(&keys.id)
            .with_secret_access_key(&keys.secret);
    }
    builder.build()
}
