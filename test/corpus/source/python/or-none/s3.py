import boto3
from conf import conf

s3 = boto3.client(
    "s3",
    aws_access_key_id=conf.access_key or None,
    aws_secret_access_key=conf.secret_key or None,
)
