S3 = Aws::S3::Client.new(
  region: 'eu-west-1',
)
