Rails.application.configure do
  config.action_mailer.smtp_settings = {
    address: "email-smtp.#{ENV['AWS_REGION']}.amazonaws.com",
    user_name: ENV["SMTP_USER"],
  }
end
