aws = {
  access_key_id: ENV['S3_KEY'],
  secret_access_key: ENV['S3_SECRET'],
  region: 'eu-west-1',
  bucket: 'b',
}
Refile.store = Refile::S3.new(prefix: 'store', **aws)
