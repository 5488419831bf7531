S3 = Aws::S3::Client.new()
