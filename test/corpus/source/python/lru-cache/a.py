@lru_cache
def s3():
    return boto3.client("s3", aws_access_key_id=conf().id, aws_secret_access_key=conf().secret)
