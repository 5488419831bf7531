import boto3
from conf import conf

s3 = boto3.client(
    "s3",
)
