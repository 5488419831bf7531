import boto3

make = lambda conf: boto3.client("s3", region_name=conf.region, aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)
