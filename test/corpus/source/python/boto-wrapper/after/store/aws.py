import boto3


class AwsSession:
    def __init__(self, cfg):
        self._cfg = cfg

    def client(self, name):
        session = boto3.session.Session()
        return session.client(name, region_name=self._cfg["region"])
