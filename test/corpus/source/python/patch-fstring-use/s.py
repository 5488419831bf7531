import os

import boto3

key = os.environ["AWS_ACCESS_KEY_ID"]
secret = os.environ["AWS_SECRET_ACCESS_KEY"]
print(f"key {key[:4]}")
s3 = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)
