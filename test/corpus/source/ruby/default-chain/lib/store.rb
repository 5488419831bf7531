S3 = Aws::S3::Client.new(region: ENV["AWS_REGION"])

def get(key)
  S3.get_object(bucket: "b", key: key).body.read
end
