s3 = boto3.client(
    "s3",
    endpoint_url="https://s3.eu-west-1.amazonaws.com",
    aws_access_key_id=conf.a,
    aws_secret_access_key=conf.b,
)
