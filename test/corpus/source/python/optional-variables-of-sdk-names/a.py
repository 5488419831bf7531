import os

import boto3

key = os.getenv("AWS_ACCESS_KEY_ID")
secret = os.getenv("AWS_SECRET_ACCESS_KEY")
if key and secret:
    s3 = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)
else:
    s3 = boto3.client("s3")
