import boto3

creds = dict(aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
session = boto3.session.Session(**creds)
