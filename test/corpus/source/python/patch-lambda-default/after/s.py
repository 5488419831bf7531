import boto3

make = lambda conf: boto3.client("s3", region_name=conf.region)
