import boto3
from environs import Env

env = Env()
s3 = boto3.client(
    "s3",
    aws_access_key_id=env.str("AWS_ACCESS_KEY_ID", None),
    aws_secret_access_key=env.str("AWS_SECRET_ACCESS_KEY", None),
)
