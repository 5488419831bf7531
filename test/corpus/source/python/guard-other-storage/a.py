import boto3


def storage(conf):
    if not conf.access_key:
        return LocalStorage(conf.path)
    return S3Storage(boto3.client("s3", aws_access_key_id=conf.access_key, aws_secret_access_key=conf.secret_key))
