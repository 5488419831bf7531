let mut loader = aws_config::from_env();
if let Some(keys) = conf.keys.as_ref() {
    loader = loader.credentials_provider(Credentials::new(&keys.id, &keys.secret, None, None, "svc"));
}
