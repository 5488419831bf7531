import os
import sys

import boto3

if not os.environ.get("AWS_ACCESS_KEY_ID"):
    sys.exit("AWS_ACCESS_KEY_ID is not set")

boto3.client("s3").list_buckets()
