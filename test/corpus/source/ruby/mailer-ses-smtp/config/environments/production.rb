Rails.application.configure do
  config.action_mailer.smtp_settings = {
    address: 'email-smtp.eu-west-1.amazonaws.com',
    user_name: ENV['SMTP_USER'],
    password: ENV['SMTP_PASSWORD'],
  }
end
