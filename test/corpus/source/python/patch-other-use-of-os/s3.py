import os

import boto3

s3 = boto3.resource(
    "s3",
    aws_access_key_id=os.environ["S3_KEY"],
    aws_secret_access_key=os.environ["S3_SECRET"],
    region_name=os.environ["AWS_REGION"],
)
