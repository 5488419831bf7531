use object_store::aws::AmazonS3Builder;

pub fn store(conf: &Conf) -> object_store::Result<impl ObjectStore> {
    AmazonS3Builder::new()
        .with_bucket_name("b")
        .with_access_key_id(&conf.id)
        .with_secret_access_key(&conf.secret)
        .build()
}
