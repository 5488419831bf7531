require "aws-sdk-s3"

class Store
  def client
    @client ||= Aws::S3::Client.new(
      region: "eu-west-1",
      access_key_id: Conf.key_id,
      secret_access_key: Conf.key_secret
    )
  end
end
