import boto3

from .config import store

s3 = boto3.resource(
    "s3",
)
