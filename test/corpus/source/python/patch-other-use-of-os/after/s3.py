import os

import boto3

s3 = boto3.resource(
    "s3",
    region_name=os.environ["AWS_REGION"],
)
