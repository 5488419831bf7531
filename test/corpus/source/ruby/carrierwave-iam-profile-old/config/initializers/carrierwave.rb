CarrierWave.configure do |config|
  config.fog_credentials = { provider: 'AWS', use_iam_profile: true, region: 'us-east-1' }
end
