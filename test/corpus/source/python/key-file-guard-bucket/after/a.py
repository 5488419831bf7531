import boto3


def get(conf, key):
    if not key:
        return None
    s3 = boto3.client("s3")
    return s3.get_object(Bucket=conf.bucket, Key=key)
