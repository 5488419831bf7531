require "aws-sdk-s3"

def client(conf)
  credentials = Aws::Credentials.new(conf.id, conf.secret, conf.token)
  Aws::S3::Client.new(
    credentials: credentials,
    region: "eu-west-1"
  )
end
