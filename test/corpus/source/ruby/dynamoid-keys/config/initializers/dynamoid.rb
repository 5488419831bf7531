Dynamoid.configure do |config|
  config.access_key = Settings.id
  config.secret_key = Settings.secret
  config.region = 'eu-west-1'
end
