import os
from dataclasses import dataclass

import boto3


@dataclass
class Keys:
    access_key: str = os.environ["S3_KEY"]
    secret_key: str = os.environ["S3_SECRET"]


def client(keys: Keys):
    session = boto3.session.Session()
    return session.client("s3")
