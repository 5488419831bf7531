Dragonfly.app.configure do
  datastore :s3, bucket_name: 'b', use_iam_profile: true
end
