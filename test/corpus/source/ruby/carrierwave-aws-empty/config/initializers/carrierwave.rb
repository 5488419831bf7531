CarrierWave.configure do |config|
  config.storage = :aws
  config.aws_credentials = { region: 'eu-west-1', stub_responses: Rails.env.test? }
end
