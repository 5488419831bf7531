import os

import boto3

key = os.getenv("AWS_ACCESS_KEY_ID")
if not key:
    raise SystemExit("no key")
s3 = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=os.getenv("AWS_SECRET_ACCESS_KEY"))
