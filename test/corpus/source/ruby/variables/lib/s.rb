require "aws-sdk-s3"

# Files of the shop.
def client
  key = ENV.fetch("AWS_ACCESS_KEY_ID")
  secret = ENV.fetch("AWS_SECRET_ACCESS_KEY")
  Aws::S3::Client.new(region: "eu-west-1", access_key_id: key, secret_access_key: secret)
end
