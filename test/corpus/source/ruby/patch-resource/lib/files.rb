BUCKET = Aws::S3::Resource.new(access_key_id: KEY, secret_access_key: SECRET, region: 'eu-west-1').bucket('b')
