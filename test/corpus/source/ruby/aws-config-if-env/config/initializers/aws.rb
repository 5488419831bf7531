options = { region: 'eu-west-1' }
if ENV['S3_KEY'].present?
  options[:credentials] = Aws::Credentials.new(ENV['S3_KEY'], ENV['S3_SECRET'])
end
Aws.config.update(options)
