%w[AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY].each do |name|
  raise "#{name} is missing" unless ENV[name]
end
