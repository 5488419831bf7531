import os

STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}
AWS_ACCESS_KEY_ID = os.environ["MEDIA_KEY"]
AWS_SECRET_ACCESS_KEY = os.environ["MEDIA_SECRET"]
AWS_STORAGE_BUCKET_NAME = os.environ["MEDIA_BUCKET"]
