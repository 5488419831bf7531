module Keys
  ID = ENV.fetch("AWS_ACCESS_KEY_ID")
  SECRET = ENV.fetch("AWS_SECRET_ACCESS_KEY")
end
