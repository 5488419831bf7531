Rails.application.configure do
  config.active_storage.service = :amazon
  config.active_storage.service_urls_expire_in = 1.week
end
