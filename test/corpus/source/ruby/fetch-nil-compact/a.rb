S3 = Aws::S3::Client.new(
  {
    region: 'eu-west-1',
    access_key_id: ENV['S3_KEY'],
    secret_access_key: ENV['S3_SECRET'],
  }.compact
)
