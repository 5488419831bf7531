AssetSync.configure do |config|
  config.fog_provider = 'AWS'
  config.aws_iam_roles = true
end
