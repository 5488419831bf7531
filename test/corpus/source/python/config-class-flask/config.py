import os


class Config:
    SECRET_KEY = os.environ["SECRET_KEY"]
    S3_KEY = os.environ["AWS_ACCESS_KEY_ID"]
    S3_SECRET = os.environ["AWS_SECRET_ACCESS_KEY"]
