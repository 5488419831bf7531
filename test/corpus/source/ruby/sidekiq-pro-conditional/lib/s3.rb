opts = { region: 'eu-west-1' }
opts[:credentials] = Aws::Credentials.new(ENV['S3_ID'], ENV['S3_SECRET']) if ENV['S3_ID'].present?
S3 = Aws::S3::Client.new(opts)
