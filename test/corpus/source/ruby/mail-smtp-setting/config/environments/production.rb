Rails.application.configure do
  config.action_mailer.smtp_settings = {
    address: "smtp.example.com",
    user_name: ENV["SMTP_USERNAME"],
    password: ENV["SMTP_PASSWORD"],
  }
  config.active_storage.service = :amazon
  config.active_storage.service_urls_expire_in = 10.minutes
end
