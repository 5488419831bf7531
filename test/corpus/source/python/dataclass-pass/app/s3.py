import os
from dataclasses import dataclass

import boto3


@dataclass
class Keys:
    access_key: str = os.environ["S3_KEY"]
    secret_key: str = os.environ["S3_SECRET"]


def client(keys: Keys):
    session = boto3.session.Session(
        aws_access_key_id=keys.access_key, aws_secret_access_key=keys.secret_key
    )
    return session.client("s3")
