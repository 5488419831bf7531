creds = Aws::Credentials.new(ENV['SES_KEY'], ENV['SES_SECRET'])
Aws::Rails.add_action_mailer_delivery_method(:ses, credentials: creds, region: 'eu-west-1')
