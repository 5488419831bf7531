import boto3


def make(settings):
    kwargs = {
        "region_name": settings.region,
        "aws_access_key_id": settings.key,
        "aws_secret_access_key": settings.secret,
    }
    return boto3.client("sns", **kwargs)
