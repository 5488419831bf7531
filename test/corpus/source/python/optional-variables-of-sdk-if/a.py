import os

import boto3

options = {}
if os.getenv("AWS_ACCESS_KEY_ID") and os.getenv("AWS_SECRET_ACCESS_KEY"):
    options["aws_access_key_id"] = os.environ["AWS_ACCESS_KEY_ID"]
    options["aws_secret_access_key"] = os.environ["AWS_SECRET_ACCESS_KEY"]
s3 = boto3.client("s3", **options)
