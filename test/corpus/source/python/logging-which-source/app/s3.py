import os

import boto3

log.info("static key in the environment: %s", "AWS_ACCESS_KEY_ID" in os.environ)
if os.environ.get("AWS_ACCESS_KEY_ID"):
    log.warning("a static key is set")
s3 = boto3.client("s3")
