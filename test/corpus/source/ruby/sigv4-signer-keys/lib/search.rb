signer = Aws::Sigv4::Signer.new(
  service: 'es',
  region: 'eu-west-1',
  access_key_id: conf.id,
  secret_access_key: conf.secret,
)
