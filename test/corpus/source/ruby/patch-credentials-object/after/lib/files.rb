require 'aws-sdk-s3'

def client(conf)
  Aws::S3::Client.new(region: 'eu-west-1')
end
