fn store(conf: &Conf) -> Result<AmazonS3> {
    let mut builder = AmazonS3Builder::new()
        .with_region(&conf.region)
        .with_bucket_name(&conf.bucket);
    if let Some((id, secret)) = conf.access_key.as_ref().zip(conf.secret_key.as_ref()) {
        builder = builder
            .with_access_key_id(id)
            .with_secret_access_key(secret);
    }
    Ok(builder.build()?)
}
