options = { region: 'eu-west-1' }
options[:access_key_id] = conf.id
options[:secret_access_key] = conf.secret
S3 = Aws::S3::Client.new(options)
