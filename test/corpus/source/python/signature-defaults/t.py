import boto3


class Store:
    def __init__(self, bucket, aws_access_key_id=None, aws_secret_access_key=None):
        self.bucket = bucket

    def client(self):
        return boto3.client("s3")
