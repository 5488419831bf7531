import os

import boto3


def client():
    key = os.environ["AWS_ACCESS_KEY_ID"]
    secret = os.environ["AWS_SECRET_ACCESS_KEY"]
    token = os.environ.get("AWS_SESSION_TOKEN")
    session = boto3.Session(
        aws_access_key_id=key, aws_secret_access_key=secret,
        aws_session_token=token, region_name="eu-west-1",
    )
    return session.client("s3")
