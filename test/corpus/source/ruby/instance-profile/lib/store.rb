S3 = Aws::S3::Client.new(credentials: Aws::InstanceProfileCredentials.new(retries: 3))
