import os

import boto3

options = {}
if (key := os.getenv("STORE_KEY")) and (secret := os.getenv("STORE_SECRET")):
    options = {"aws_access_key_id": key, "aws_secret_access_key": secret}
s3 = boto3.client("s3", **options)
