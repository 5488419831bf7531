use object_store::aws::{AmazonS3, AmazonS3Builder};

pub fn open(bucket: &str, id: &str, secret: &str) -> object_store::Result<AmazonS3> {
    AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_access_key_id(id)
        .with_secret_access_key(secret)
        .build()
}
