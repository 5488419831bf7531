use s3::creds::Credentials;

fn keys(c: &Conf) -> Credentials {
    Credentials {
        access_key: Some(c.id.clone()),
        secret_key: Some(c.secret.clone()),
        security_token: None,
        session_token: None,
        expiration: None,
    }
}
