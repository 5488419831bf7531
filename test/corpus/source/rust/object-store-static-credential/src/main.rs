use std::sync::Arc;

use object_store::aws::{AmazonS3, AmazonS3Builder, AwsCredential};
use object_store::StaticCredentialProvider;

fn store(k: String, s: String) -> object_store::Result<AmazonS3> {
    AmazonS3Builder::new()
        .with_bucket_name("b")
        .with_credentials(Arc::new(StaticCredentialProvider::new(AwsCredential {
            key_id: k,
            secret_key: s,
            token: None,
        })))
        .build()
}
