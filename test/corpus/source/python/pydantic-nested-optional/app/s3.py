import boto3
from app.conf import Storage

conf = Storage()
extra = {}
if conf.aws_access_key_id and conf.aws_secret_access_key:
    extra["aws_access_key_id"] = conf.aws_access_key_id
    extra["aws_secret_access_key"] = conf.aws_secret_access_key
s3 = boto3.client("s3", **extra)
