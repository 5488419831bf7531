use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};

fn store() -> object_store::Result<AmazonS3> {
    let mut b = AmazonS3Builder::new().with_bucket_name("files").with_region("eu-west-1");
    if let Ok(file) = std::env::var("AWS_WEB_IDENTITY_TOKEN_FILE") {
        b = b.with_config(AmazonS3ConfigKey::WebIdentityTokenFile, file);
    }
    if let Ok(role) = std::env::var("AWS_ROLE_ARN") {
        b = b.with_config(AmazonS3ConfigKey::RoleArn, role);
    }
    b.build()
}
