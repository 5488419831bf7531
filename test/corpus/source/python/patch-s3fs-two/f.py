import s3fs

from conf import KEY, SECRET, other

fs = s3fs.S3FileSystem(key=KEY, secret=SECRET)
cached = s3fs.S3FileSystem(key=KEY, secret=SECRET, use_listings_cache=True)
