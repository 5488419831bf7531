if conf.storage_type == 's3'
  STORE = Aws::S3::Client.new(access_key_id: conf.id, secret_access_key: conf.secret)
else
  STORE = Disk.new(conf.path)
end
