async fn other(arn: &str) -> AssumeRoleProvider {
    AssumeRoleProvider::builder(arn).session_name("svc").build().await
}
