options = { region: 'eu-west-1' }
unless Rails.env.production?
  options[:credentials] = Aws::Credentials.new('test', 'test')
end
S3 = Aws::S3::Client.new(options)
