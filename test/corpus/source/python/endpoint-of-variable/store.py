import os

import boto3

s3 = boto3.client(
    "s3",
    endpoint_url=os.environ["S3_ADDRESS"],
    aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"],
    aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"],
)
