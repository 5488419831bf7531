import boto3

client = boto3.client(
    "s3",
    endpoint_url="https://s3." + conf.region + ".amazonaws.com",
)
