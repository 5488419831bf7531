import boto3


def get(conf, key):
    if not key:
        return None
    s3 = boto3.client("s3", aws_access_key_id=conf.access, aws_secret_access_key=conf.secret)
    return s3.get_object(Bucket=conf.bucket, Key=key)
