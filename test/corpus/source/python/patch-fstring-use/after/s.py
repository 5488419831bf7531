import os

import boto3

key = os.environ["AWS_ACCESS_KEY_ID"]
print(f"key {key[:4]}")
s3 = boto3.client("s3")
