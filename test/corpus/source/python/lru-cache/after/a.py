@lru_cache
def s3():
    return boto3.client("s3")
