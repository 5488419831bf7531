use object_store::aws::{AmazonS3, AmazonS3Builder};

fn store() -> object_store::Result<AmazonS3> {
    AmazonS3Builder::new().with_bucket_name("files").with_region("eu-west-1").build()
}
