import boto3
from environs import Env

env = Env()
s3 = boto3.client(
    "s3",
)
