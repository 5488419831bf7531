KEYS = Aws::AssumeRoleCredentials.new(
  role_arn: "arn:aws:iam::111122223333:role/reader",
  role_session_name: "svc"
)
