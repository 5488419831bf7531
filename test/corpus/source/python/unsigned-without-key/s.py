import boto3
from botocore import UNSIGNED
from botocore.config import Config


def client(key=None, secret=None):
    if key:
        return boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)
    return boto3.client("s3", config=Config(signature_version=UNSIGNED))
