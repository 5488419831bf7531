import os

import boto3

try:
    s3 = boto3.client("s3", aws_access_key_id=os.environ["STORE_KEY"], aws_secret_access_key=os.environ["STORE_SECRET"])
except KeyError:
    s3 = boto3.client("s3")
