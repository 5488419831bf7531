import boto3
from dotenv import dotenv_values

config = dotenv_values(".env")
s3 = boto3.client(
    "s3",
)
