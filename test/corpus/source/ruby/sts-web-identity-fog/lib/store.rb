sts = Aws::STS::Client.new(region: 'eu-west-1')
got = sts.assume_role_with_web_identity(
  role_arn: ENV['AWS_ROLE_ARN'],
  role_session_name: 'media',
  web_identity_token: File.read(ENV['AWS_WEB_IDENTITY_TOKEN_FILE'])
).credentials
STORE = Fog::Storage.new(
  provider: 'AWS',
  use_iam_profile: false,
  aws_access_key_id: got.access_key_id,
  aws_secret_access_key: got.secret_access_key,
  aws_session_token: got.session_token
)
