import boto3

s3 = boto3.client(
    "s3",
    aws_access_key_id=key,
    # rotated each year
    aws_secret_access_key=secret,
    region_name="eu-west-1",
)
