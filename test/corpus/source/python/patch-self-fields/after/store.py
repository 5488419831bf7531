import boto3


class Store:
    def __init__(self, key, secret):
        self.key = key
        self.secret = secret

    def client(self):
        return boto3.client("s3")
