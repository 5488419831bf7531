import os

if os.environ.get("S3_KEY"):
    AWS_ACCESS_KEY_ID = os.environ["S3_KEY"]
    AWS_SECRET_ACCESS_KEY = os.environ["S3_SECRET"]
