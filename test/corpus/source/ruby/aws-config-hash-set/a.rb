Aws.config[:credentials] = Aws::Credentials.new(ENV['S3_KEY'], ENV['S3_SECRET'])
Aws.config[:region] = 'eu-west-1'
