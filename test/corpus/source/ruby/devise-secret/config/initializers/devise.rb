Devise.setup do |config|
  config.secret_key = Settings.secret
end
