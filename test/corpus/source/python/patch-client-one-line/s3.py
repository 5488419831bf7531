import os

import boto3

KEY = os.environ["AWS_ACCESS_KEY_ID"]
SECRET = os.environ["AWS_SECRET_ACCESS_KEY"]
s3 = boto3.client("s3", "eu-west-1", aws_access_key_id=KEY, aws_secret_access_key=SECRET)
