CarrierWave.configure do |config|
  config.fog_credentials = {
    provider: "AWS",
    aws_access_key_id: Conf.id,
    aws_secret_access_key: Conf.secret,
    region: "eu-west-1"
  }
end
