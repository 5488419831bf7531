import boto3


class Store:
    def __init__(self, conf):
        self.bucket = conf.bucket
        session = boto3.Session(
            region_name=conf.region,
        )
        self.s3 = session.client("s3")
