Rails.application.config.filter_parameters += [:access_key_id, :secret_access_key, :password]
ENV.delete("AWS_ACCESS_KEY_ID")
