import boto3
from smart_open import open as s3_open

with s3_open("s3://b/k", "rb", transport_params={"client": boto3.client("s3")}) as f:
    f.read()
