STORE = Fog::Storage.new(
  provider: 'AWS',
  aws_access_key_id: KEY,
  aws_secret_access_key: SECRET,
)
