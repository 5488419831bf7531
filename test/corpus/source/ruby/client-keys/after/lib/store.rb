require "aws-sdk-s3"

class Store
  def client
    @client ||= Aws::S3::Client.new(
      region: "eu-west-1"
    )
  end
end
