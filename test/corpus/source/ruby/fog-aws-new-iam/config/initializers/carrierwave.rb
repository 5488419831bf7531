CarrierWave.configure do |config|
  config.fog_provider = 'fog/aws'
  config.fog_credentials = { provider: 'AWS', use_iam_profile: true, region: 'eu-west-1' }
  config.fog_directory = 'media'
end
