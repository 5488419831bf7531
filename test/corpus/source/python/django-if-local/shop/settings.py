import os

AWS_STORAGE_BUCKET_NAME = os.environ["BUCKET"]
if DEBUG:
    AWS_ACCESS_KEY_ID = "minioadmin"
    AWS_SECRET_ACCESS_KEY = "minioadmin"
