use object_store::aws::{AmazonS3Builder, AwsCredential};

fn of(k: String, s: String, t: String) -> AwsCredential {
    AwsCredential { key_id: k, secret_key: s, token: Some(t) }
}

fn store() -> object_store::Result<object_store::aws::AmazonS3> {
    AmazonS3Builder::from_env().with_bucket_name("b").build()
}
