CarrierWave.configure do |config|
  config.storage    = :aws
  config.aws_bucket = ENV.fetch("BUCKET")
  config.aws_credentials = {
    access_key_id:     ENV.fetch("UPLOAD_ID"),
    secret_access_key: ENV.fetch("UPLOAD_SECRET"),
    region:            "eu-west-1",
  }
end
