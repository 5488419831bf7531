import os
import boto3

REQUIRED = ["AWS_REGION", "BUCKET"]
REDACTED = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
missing = [name for name in REQUIRED if name not in os.environ]
if missing:
    raise SystemExit(f"missing: {missing}")
s3 = boto3.client("s3")
