import boto3

options = {"region_name": "eu-west-1"}
options.update({"aws_access_key_id": conf.key, "aws_secret_access_key": conf.secret})
s3 = boto3.client("s3", **options)
