import os

import boto3

source = "role" if "AWS_ACCESS_KEY_ID" not in os.environ else "key"
s3 = boto3.client("s3")
