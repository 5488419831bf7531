import s3fs


def fs(key=None, secret=None):
    return s3fs.S3FileSystem(key=key, secret=secret, anon=not key)
