store_with S3 do |s3|
  s3.access_key_id = ENV["BACKUP_ID"]
  s3.secret_access_key = ENV["BACKUP_SECRET"]
  s3.bucket = "b"
end
