pub fn open(bucket: &str) -> Operator {
    let builder = services::S3::default().bucket(bucket).region("eu-west-1");
    Operator::new(builder).unwrap().finish()
}
