import boto3

options = dict(
    region_name="eu-west-1",
)
s3 = boto3.client("s3", **options)
