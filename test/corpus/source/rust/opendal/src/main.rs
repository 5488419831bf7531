fn operator(conf: &Conf) -> Operator {
    let builder = services::S3::default()
        .bucket("b")
        .access_key_id(&conf.id)
        .secret_access_key(&conf.secret);
    Operator::new(builder).unwrap().finish()
}
