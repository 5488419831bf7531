import s3fs

fs = s3fs.S3FileSystem(False, None, KEY, SECRET)
