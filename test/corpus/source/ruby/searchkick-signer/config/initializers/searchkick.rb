Searchkick.aws_credentials = {
  service: 'es',
  credentials: Aws::InstanceProfileCredentials.new(retries: 5),
  region: 'eu-west-1',
}
