import boto3

s3 = boto3.client(
    "s3",
    # rotated each year
    region_name="eu-west-1",
)
