import boto3


def client(conf):
    if conf.access_key:
        return boto3.client("s3", aws_access_key_id=conf.access_key, aws_secret_access_key=conf.secret_key)
    raise ValueError("no key")
