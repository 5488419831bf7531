import boto3

from .config import store

s3 = boto3.resource(
    "s3",
    aws_access_key_id=store.access_key_id,
    aws_secret_access_key=store.secret_access_key,
)
