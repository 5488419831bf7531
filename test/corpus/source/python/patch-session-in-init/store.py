import boto3


class Store:
    def __init__(self, conf):
        self.bucket = conf.bucket
        session = boto3.Session(
            aws_access_key_id=conf.key,
            aws_secret_access_key=conf.secret,
            region_name=conf.region,
        )
        self.s3 = session.client("s3")
