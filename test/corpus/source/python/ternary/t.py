import boto3

creds = {"aws_access_key_id": conf.key, "aws_secret_access_key": conf.secret} if conf.key else {}
s3 = boto3.client("s3", **creds)
