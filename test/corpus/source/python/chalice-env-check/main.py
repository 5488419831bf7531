import os
import sys

import boto3

if "AWS_ACCESS_KEY_ID" not in os.environ or "AWS_SECRET_ACCESS_KEY" not in os.environ:
    sys.exit("set the keys of AWS")

s3 = boto3.client("s3")
