CarrierWave.configure do |config|
  config.storage = :aws
  config.aws_credentials = {
    access_key_id: Rails.application.secrets.aws[:key],
    secret_access_key: Rails.application.secrets.aws[:secret],
    region: 'eu-west-1',
  }
end
