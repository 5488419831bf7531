def get_client(service: str, *, key: str, secret: str):
    return boto3.client(
        service,
    )


client = get_client("s3", key=os.environ["APP_AWS_ACCESS_KEY_ID"], secret="x")
