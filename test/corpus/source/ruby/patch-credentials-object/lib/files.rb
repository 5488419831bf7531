require 'aws-sdk-s3'

def client(conf)
  credentials = Aws::Credentials.new(conf.id, conf.secret)
  Aws::S3::Client.new(region: 'eu-west-1', credentials: credentials)
end
