val s3 = S3Client.create()
