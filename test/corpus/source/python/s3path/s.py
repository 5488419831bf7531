def get_client(service: str, *, key: str, secret: str):
    return boto3.client(
        service,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=None,
    )


client = get_client("s3", key=os.environ["APP_AWS_ACCESS_KEY_ID"], secret="x")
