BUCKET = Aws::S3::Resource.new(region: 'eu-west-1').bucket('b')
