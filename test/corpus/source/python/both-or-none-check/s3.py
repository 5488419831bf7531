import os

import boto3


def client():
    kwargs = {"region_name": "eu-west-1"}
    key, secret = os.environ.get("STORE_KEY"), os.environ.get("STORE_SECRET")
    if bool(key) != bool(secret):
        raise ValueError("give both or none")
    if key and secret:
        kwargs["aws_access_key_id"] = key
        kwargs["aws_secret_access_key"] = secret
    return boto3.client("s3", **kwargs)
