S3 = Aws::S3::Resource.new(
  :region => "eu-west-1"
)
