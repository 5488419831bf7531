let tls = ClientTlsConfig::new().ca_certificate(ca);
let ttl = Duration::from_secs(7 * 86400);
let token = Credentials::new(user, password);
let expires = jwt.expires_in(ttl);
