if conf.storage_type == 's3'
  STORE = Aws::S3::Client.new()
else
  STORE = Disk.new(conf.path)
end
