import os
import sys

import boto3

if os.getenv("AWS_ACCESS_KEY_ID") is None:
    sys.exit("AWS_ACCESS_KEY_ID is not set")
s3 = boto3.client("s3")
