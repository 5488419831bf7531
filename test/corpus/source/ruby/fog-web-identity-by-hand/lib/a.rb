given = Aws::STS::Client.new.assume_role_with_web_identity(role_arn: ENV['AWS_ROLE_ARN'], role_session_name: 'a', web_identity_token: File.read(ENV['AWS_WEB_IDENTITY_TOKEN_FILE']))
store = Fog::Storage.new(
  provider: 'AWS',
  aws_access_key_id: given.credentials.access_key_id,
  aws_secret_access_key: given.credentials.secret_access_key,
  aws_session_token: given.credentials.session_token,
)
