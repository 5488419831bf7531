from fastapi_storages import S3Storage


class Media(S3Storage):
    AWS_ACCESS_KEY_ID = "x"
    AWS_SECRET_ACCESS_KEY = "y"
    AWS_S3_BUCKET_NAME = "media"
    AWS_S3_ENDPOINT_URL = "s3.eu-west-1.amazonaws.com"
