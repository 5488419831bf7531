import boto3

client = boto3.client(
    "s3",
    endpoint_url="https://s3." + conf.region + ".amazonaws.com",
    aws_access_key_id=conf.id,
    aws_secret_access_key=conf.secret,
)
