require "aws-sdk-s3"

# Files of the shop.
def client
  Aws::S3::Client.new(region: "eu-west-1")
end
