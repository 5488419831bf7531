import os
import boto3

ID_VAR = "AWS_ACCESS_KEY_ID"
SECRET_VAR = "AWS_SECRET_ACCESS_KEY"

client = boto3.client(
    "s3",
    aws_access_key_id=os.environ[ID_VAR],
    aws_secret_access_key=os.environ[SECRET_VAR],
)
