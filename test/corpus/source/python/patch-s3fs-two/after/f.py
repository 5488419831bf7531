import s3fs

from conf import other

fs = s3fs.S3FileSystem()
cached = s3fs.S3FileSystem(use_listings_cache=True)
