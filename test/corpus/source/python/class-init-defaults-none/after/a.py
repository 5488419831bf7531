import boto3


class Store:
    def __init__(self, bucket, access_key=None, secret_key=None):
        self.client = boto3.client(
            "s3",
        )
