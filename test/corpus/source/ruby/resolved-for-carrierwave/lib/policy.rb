class Policy
  def initialize(client = Aws::S3::Client.new)
    @client = client
  end

  def fields
    credentials = @client.config.credentials.credentials
    { "x-amz-credential" => "#{credentials.access_key_id}/#{Date.today}" }
  end
end
