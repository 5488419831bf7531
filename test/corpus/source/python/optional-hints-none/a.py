import boto3


def client(key: str | None = None, secret: str | None = None):
    return boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)
