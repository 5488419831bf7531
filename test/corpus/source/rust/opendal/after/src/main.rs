fn operator(conf: &Conf) -> Operator {
    let builder = services::S3::default()
        .bucket("b");
    Operator::new(builder).unwrap().finish()
}
