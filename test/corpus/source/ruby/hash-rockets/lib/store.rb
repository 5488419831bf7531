S3 = Aws::S3::Resource.new(
  :access_key_id => KEYS["id"],
  :secret_access_key => KEYS["secret"],
  :region => "eu-west-1"
)
