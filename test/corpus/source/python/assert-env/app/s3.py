import os

import boto3

assert "AWS_ACCESS_KEY_ID" in os.environ, "no key"
assert os.environ.get("AWS_SECRET_ACCESS_KEY"), "no secret"
s3 = boto3.client("s3")
