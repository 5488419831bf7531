store_with S3 do |s3|
  s3.use_iam_profile = true
  s3.bucket = "b"
end
