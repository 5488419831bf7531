async fn token(sts: &aws_sdk_sts::Client) {
    let out = sts.get_session_token().duration_seconds(900).send().await;
}
