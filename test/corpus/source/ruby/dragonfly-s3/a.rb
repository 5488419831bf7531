Dragonfly.app.configure do
  datastore :s3,
            bucket_name: 'b',
            access_key_id: ENV['S3_KEY'],
            secret_access_key: ENV['S3_SECRET']
end
