url = Aws::S3::Object.new('b', 'k').presigned_url(:get, expires_in: 3600 * 24 * 7)
