def client(conf)
  raise 'no key' if conf.access_key.nil?
  Aws::S3::Client.new(access_key_id: conf.access_key, secret_access_key: conf.secret_key)
end
