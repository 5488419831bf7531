import s3fs

fs = s3fs.S3FileSystem(anon=True)
mine = s3fs.S3FileSystem(client_kwargs={"region_name": "eu-west-1"})
