Rails.application.configure do
  config.active_storage.service = ENV['AWS_ACCESS_KEY_ID'].present? ? :amazon : :local
end
