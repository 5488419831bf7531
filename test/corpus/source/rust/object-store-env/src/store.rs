use object_store::aws::AmazonS3Builder;

pub fn store() -> object_store::Result<impl ObjectStore> {
    AmazonS3Builder::from_env().with_bucket_name("b").build()
}
