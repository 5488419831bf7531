options = { region: "eu-west-1" }
options.merge!(access_key_id: conf.key, secret_access_key: conf.secret) if conf.key.present?
Aws::S3::Client.new(**options)
