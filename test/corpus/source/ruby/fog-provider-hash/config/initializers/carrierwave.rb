CarrierWave.configure do |config|
  config.fog_credentials = {
    provider: "AWS",
    aws_access_key_id: Settings.id,
    aws_secret_access_key: Settings.secret,
  }
end
