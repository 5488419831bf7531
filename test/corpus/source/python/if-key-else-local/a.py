import boto3

if conf.access_key:
    storage = S3Storage(boto3.client("s3", aws_access_key_id=conf.access_key, aws_secret_access_key=conf.secret_key))
else:
    storage = LocalStorage(conf.path)
