import boto3

s3 = boto3.client("s3", aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
