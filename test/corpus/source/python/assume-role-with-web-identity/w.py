import os
import boto3

sts = boto3.client("sts")
with open(os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"]) as f:
    creds = sts.assume_role_with_web_identity(
        RoleArn=os.environ["AWS_ROLE_ARN"], RoleSessionName="w", WebIdentityToken=f.read()
    )["Credentials"]
s3 = boto3.client(
    "s3",
    aws_access_key_id=creds["AccessKeyId"],
    aws_secret_access_key=creds["SecretAccessKey"],
    aws_session_token=creds["SessionToken"],
)
