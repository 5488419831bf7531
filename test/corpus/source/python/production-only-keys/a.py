import boto3

if settings.ENV == "production":
    s3 = boto3.client("s3", aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
else:
    s3 = boto3.client("s3", endpoint_url="http://localstack:4566", aws_access_key_id="a", aws_secret_access_key="b")
