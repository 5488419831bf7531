use fusio::remotes::aws::{fs::AmazonS3Builder, AwsCredential};

fn fs(k: String, s: String) -> fusio::remotes::aws::fs::AmazonS3 {
    AmazonS3Builder::new("b".into())
        .credential(AwsCredential { key_id: k, secret_key: s, token: None })
        .build()
}
