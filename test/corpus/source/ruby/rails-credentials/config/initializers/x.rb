Stripe.api_key = Rails.application.credentials.stripe[:secret_key]
Devise.setup { |config| config.secret_key = Rails.application.credentials.secret_key_base }
Aws.config.update(region: "eu-west-1")
