%w[AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY].each do |name|
  Logger.hide(name)
end
