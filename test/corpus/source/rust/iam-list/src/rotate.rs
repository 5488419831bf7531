async fn list(iam: &aws_sdk_iam::Client) -> Vec<String> {
    let answer = iam.list_access_keys().send().await.unwrap();
    answer.access_key_metadata().iter().filter_map(|key| key.access_key_id().map(String::from)).collect()
}
