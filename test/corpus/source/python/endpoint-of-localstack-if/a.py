import boto3

if conf.localstack:
    s3 = boto3.client("s3", endpoint_url="http://localstack:4566", aws_access_key_id="test", aws_secret_access_key="test")
else:
    s3 = boto3.client("s3")
