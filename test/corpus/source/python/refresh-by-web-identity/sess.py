import os

import boto3


def session():
    sts = boto3.client("sts")
    with open(os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"]) as f:
        got = sts.assume_role_with_web_identity(
            RoleArn=os.environ["AWS_ROLE_ARN"], RoleSessionName="x", WebIdentityToken=f.read()
        )["Credentials"]
    return boto3.Session(
        aws_access_key_id=got["AccessKeyId"],
        aws_secret_access_key=got["SecretAccessKey"],
        aws_session_token=got["SessionToken"],
    )
