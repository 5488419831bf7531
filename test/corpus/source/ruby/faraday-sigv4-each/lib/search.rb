connection = Faraday.new(url: HOST) do |f|
  f.request :aws_sigv4, service: 'es', credentials_provider: Aws::AssumeRoleWebIdentityCredentials.new(role_arn: ENV['AWS_ROLE_ARN'])
end
