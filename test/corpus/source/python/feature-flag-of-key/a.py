import os

HAS_S3 = bool(os.getenv("AWS_ACCESS_KEY_ID"))
BACKEND = "s3" if HAS_S3 else "disk"
