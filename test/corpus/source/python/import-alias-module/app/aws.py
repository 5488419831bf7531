import boto3 as b3

session = b3.session.Session(
    aws_access_key_id=cfg["id"],
    aws_secret_access_key=cfg["secret"],
)
