=begin
Aws::Credentials.new(id, secret)
ENV.fetch("AWS_ACCESS_KEY_ID")
=end
HELP = <<~TEXT
  Do not pass access_key_id: or secret_access_key: here.
TEXT

S3 = Aws::S3::Client.new # no access_key_id: here
