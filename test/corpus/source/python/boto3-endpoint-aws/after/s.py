s3 = boto3.client(
    "s3",
    endpoint_url="https://s3.eu-west-1.amazonaws.com",
)
