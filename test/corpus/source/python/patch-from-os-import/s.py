from os import getenv

import boto3

s3 = boto3.client("s3", aws_access_key_id=getenv("S3_KEY"), aws_secret_access_key=getenv("S3_SECRET"))
