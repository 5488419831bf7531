Aws.config.update(credentials: Aws::Credentials.new('a', 'b'))
