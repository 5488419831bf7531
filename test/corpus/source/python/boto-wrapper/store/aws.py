import boto3


class AwsSession:
    def __init__(self, cfg):
        self._cfg = cfg

    def client(self, name):
        session = boto3.session.Session(
            aws_access_key_id=self._cfg["id"],
            aws_secret_access_key=self._cfg["secret"],
        )
        return session.client(name, region_name=self._cfg["region"])
