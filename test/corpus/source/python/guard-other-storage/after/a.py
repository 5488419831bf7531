import boto3


def storage(conf):
    if not conf.access_key:
        return LocalStorage(conf.path)
    return S3Storage(boto3.client("s3"))
