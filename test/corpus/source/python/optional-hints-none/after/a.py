import boto3


def client(key: str | None = None, secret: str | None = None):
    return boto3.client("s3")
