import os

import boto3

with open(os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"]) as file:
    given = boto3.client("sts").assume_role_with_web_identity(
        RoleArn=os.environ["AWS_ROLE_ARN"], RoleSessionName="a", WebIdentityToken=file.read()
    )["Credentials"]
session = boto3.Session(
    aws_access_key_id=given["AccessKeyId"],
    aws_secret_access_key=given["SecretAccessKey"],
    aws_session_token=given["SessionToken"],
)
